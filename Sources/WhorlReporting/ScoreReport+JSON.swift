import WhorlKit

extension ScoreReport {
  /// The report as `whorl.score/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func json() throws -> String {
    let references =
      assessment.map { $0.evidence.map { Self.json($0.comparison, evidence: $0) } }
      ?? comparisons.map { Self.json($0, evidence: nil) }
    var members: [(String, JSONValue)] = [
      ("schema", .string("whorl.score/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("question", .string(assessment?.options.question.rawValue ?? Question.same.rawValue)),
      (
        "suspect",
        .object([
          ("name", .string(suspect.name)), ("documents", .integer(suspect.documents)),
          ("tokens", .integer(suspect.tokens)), ("skipped", .integer(suspect.skipped.total)),
          (
            "skippedByReason",
            .object(suspect.skipped.byReason.map { ($0.name, .integer($0.count)) })
          ),
          ("inputs", .array(suspect.inputs.map(\.json))),
        ])
      ),
      (
        "vocabulary",
        .object([("name", .string(vocabulary.name)), ("digest", .string(vocabulary.digest))])
      ),
      ("background", backgroundJSON),
      ("calibration", calibrationJSON),
      ("domain", .domain(assessment?.domain)),
      ("references", .array(references)), ("refusalGap", refusalGapJSON),
      (
        "repeatedReferences",
        .array(
          repeatedReferences.map { .array([.string($0.first), .string($0.second)]) })
      ),
      (
        "verdict",
        .object([
          ("kind", .string(verdict.kind.rawValue)),
          ("references", .array(verdict.references.map(JSONValue.string))),
          ("calibrated", .boolean(verdict.isCalibrated)), ("reason", .string(verdict.reason)),
        ])
      ),
    ]
    if wording != nil { members.append(("wording", wordingJSON)) }
    return try JSONValue.object(members).text()
  }

  private static func json(_ comparison: Comparison, evidence: Evidence?) -> JSONValue {
    let channels =
      evidence?.channels.map { channel -> JSONValue in
        .object([
          ("name", .string(channel.name)), ("log10LR", .optional(channel.log10LR)),
          ("rawScore", .number(channel.score)),
        ])
      } ?? [
        .object([
          ("name", .string(ReferenceSet.channel.rawValue)), ("log10LR", .null),
          ("rawScore", .number(comparison.rawScore)),
        ])
      ]
    return .object([
      ("name", .string(comparison.reference.name)),
      ("vendor", .optional(comparison.reference.vendor)),
      ("documents", .integer(comparison.reference.documents)),
      ("log10LR", .optional(evidence?.log10LR)),
      ("log10LRLow", .optional(evidence?.interval?.lowerBound)),
      ("log10LRHigh", .optional(evidence?.interval?.upperBound)),
      (
        "noRatio",
        .optional(evidence == nil ? RatioAbsence.uncalibrated.rawValue : evidence?.absence?.rawValue)
      ),
      ("rawScore", .number(evidence?.score ?? comparison.rawScore)),
      ("usesRules", .boolean(evidence?.isFused ?? false)),
      ("promptShift", .promptShift(evidence?.promptShift)),
      ("support", .string(evidence?.support ?? (evidence == nil ? "uncalibrated" : "none given"))),
      ("channels", .array(channels)),
      (
        "presence",
        .object([
          ("score", .number(comparison.rawScore)),
          ("halfScores", .array(comparison.halfScores.map(JSONValue.optional))),
          ("ownScore", .optional(comparison.consistency.ownScore)),
          ("nearestOtherScore", .optional(comparison.consistency.nearestOtherScore)),
          ("threshold", .optional(comparison.consistency.threshold)),
          ("isConsistent", .boolean(comparison.isConsistent)),
        ])
      ),
      ("overlap", .array(comparison.overlaps.map(Self.json))),
    ])
  }

  private var backgroundJSON: JSONValue {
    guard let background else {
      return .object([("name", .string(vocabulary.name)), ("digest", .string(vocabulary.digest))])
    }
    return .object([("name", .string(background.name)), ("digest", .string(background.digest))])
  }

  private var calibrationJSON: JSONValue {
    guard let background, let assessment, let calibration = assessment.calibration,
      assessment.verdict.isCalibrated
    else {
      return .object([("name", .string("uncalibrated")), ("digest", .null), ("models", .integer(0))])
    }
    return .object([
      ("name", .string(background.name)), ("digest", .string(background.digest)),
      ("models", .integer(UInt64(calibration.models))),
      ("pairs", .integer(UInt64(calibration.pairs))),
      ("log10LRLowest", .number(calibration.lowerBound)),
      ("log10LRHighest", .number(calibration.upperBound)),
      ("largestSize", .integer(UInt64(calibration.largestSize))),
      ("channels", .string(assessment.options.style)),
      ("seed", .string(String(assessment.options.seed))),
      ("excluded", .array(assessment.excludedModels.map(JSONValue.string))),
      ("notExcluded", .array(assessment.keptModels.map(JSONValue.string))),
      ("interval", .string(assessment.intervalMethod.rawValue)),
    ])
  }

  private static func json(_ overlap: ShingleOverlap) -> JSONValue {
    .object([
      ("shingle", .integer(UInt64(overlap.shingle.rawValue))),
      ("containmentEstimate", .estimate(overlap.containmentEstimate)),
      ("jaccardEstimate", .estimate(overlap.jaccardEstimate)),
    ])
  }
}

extension FingerprintHeader.InputDigest {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("bytes", .integer(bytes)), ("sha256", .string(sha256)),
      ("detected", detected.map(JSONValue.string) ?? .null),
    ])
  }
}
