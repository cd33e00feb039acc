import WhorlKit

extension ScoreReport {
  /// The report as `whorl.score/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func json() throws -> String {
    let references = comparisons.map { comparison -> JSONValue in
      .object([
        ("name", .string(comparison.reference.name)),
        ("vendor", .optional(comparison.reference.vendor)),
        ("documents", .integer(comparison.reference.documents)),
        ("log10LR", .null),
        ("log10LRLow", .null),
        ("log10LRHigh", .null),
        ("rawScore", .number(comparison.rawScore)),
        ("halfScores", .array(comparison.halfScores.map(JSONValue.optional))),
        ("ownScore", .optional(comparison.consistency.ownScore)),
        ("nearestOtherScore", .optional(comparison.consistency.nearestOtherScore)),
        ("threshold", .optional(comparison.consistency.threshold)),
        ("isConsistent", .boolean(comparison.isConsistent)),
        ("support", .string("uncalibrated")),
        (
          "channels",
          .array([
            .object([
              ("name", .string(ReferenceSet.channel.rawValue)), ("log10LR", .null),
              ("rawScore", .number(comparison.rawScore)),
            ])
          ])
        ),
        ("overlap", .array(comparison.overlaps.map(Self.json))),
      ])
    }
    return try JSONValue.object([
      ("schema", .string("whorl.score/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("question", .string("same")),
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
        "background",
        .object([("name", .string(vocabulary.name)), ("digest", .string(vocabulary.digest))])
      ),
      (
        "calibration",
        .object([("name", .string("uncalibrated")), ("digest", .null), ("models", .integer(0))])
      ),
      ("references", .array(references)),
      (
        "verdict",
        .object([
          ("kind", .string(verdict.kind.rawValue)),
          ("references", .array(verdict.references.map(JSONValue.string))),
          ("calibrated", .boolean(verdict.isCalibrated)), ("reason", .string(verdict.reason)),
        ])
      ),
    ]).text()
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
    .object([("name", .string(name)), ("bytes", .integer(bytes)), ("sha256", .string(sha256))])
  }
}
