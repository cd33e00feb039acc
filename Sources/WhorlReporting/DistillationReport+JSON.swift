import WhorlKit

extension DistillationReport {
  /// The report as `whorl.score/1` with the question `distilled`, specified in
  /// `docs/algorithms/exclusive-overlap.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.score/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("question", .string("distilled")),
      (
        "suspect",
        .object([
          ("name", .string(suspect.name)), ("documents", .integer(suspect.documents)),
          ("tokens", .integer(suspect.tokens)), ("skipped", .integer(suspect.skipped.total)),
          ("skippedByReason", .object(suspect.skipped.byReason.map { ($0.name, .integer($0.count)) })),
          ("prompts", .integer(suspect.prompts)), ("inputs", .array(suspect.inputs.map(\.json))),
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
      ("comparedPrompts", .integer(UInt64(evidence.prompts))),
      ("excludedVendors", .array(excludedVendors.map(JSONValue.string))),
      ("references", .array(zip(evidence.comparisons, documents).map(Self.json))),
      ("families", .array(evidence.families.map(Self.json))),
      ("agreement", agreement),
      ("baselines", baselines),
      (
        "bootstrap",
        .object([("draws", .integer(UInt64(evidence.draws))), ("seed", .integer(seed))])
      ),
      (
        "verdict",
        .object([
          ("kind", .string(evidence.verdict.kind.rawValue)),
          ("references", .array([evidence.verdict.leader].compactMap { $0 }.map(JSONValue.string))),
          ("calibrated", .boolean(false)), ("finding", .string(finding)),
          ("reason", .string(evidence.verdict.reasons.joined(separator: "; "))),
        ])
      ),
      ("caveats", .array(Self.caveats.map(JSONValue.string))),
    ]).text()
  }

  private var agreement: JSONValue {
    .object([
      ("exclusiveOverlap", .optional(evidence.comparisons.first?.candidate.name)),
      ("overlapCosine", .optional(evidence.cosineLeader)), ("sameVendor", .boolean(evidence.isAgreed)),
    ])
  }

  private var baselines: JSONValue {
    .object([
      ("constantGuess", .optional(evidence.constantGuess)),
      ("lengthOnly", .optional(evidence.lengthLeader)),
      ("unrelatedModels", .integer(UInt64(evidence.unrelatedModels))),
    ])
  }

  private static func json(_ comparison: DistillationComparison, documents: UInt64) -> JSONValue {
    .object([
      ("name", .string(comparison.candidate.name)),
      ("vendor", .optional(comparison.candidate.vendor)),
      ("family", .string(comparison.candidate.family)),
      ("documents", .integer(documents)),
      ("log10LR", .null), ("log10LRLow", .null), ("log10LRHigh", .null),
      ("rawScore", .number(comparison.exclusiveOverlap)),
      ("exclusiveOverlap", .number(comparison.exclusiveOverlap)),
      ("overlapCosine", .optional(comparison.overlapCosine)),
      ("sharedPrompts", .integer(UInt64(comparison.sharedPrompts))),
      ("lengthDistance", .optional(comparison.lengthDistance)),
      ("support", .string("uncalibrated")),
      (
        "channels",
        .array(
          zip(OverlapChannel.allCases, comparison.channels).map { channel, score in
            .object([("name", .string(channel.name)), ("log10LR", .null), ("rawScore", .number(score))])
          })
      ),
    ])
  }

  private static func json(_ family: DistillationFamily) -> JSONValue {
    .object([
      ("name", .string(family.name)), ("vendor", .optional(family.vendor)),
      ("exclusiveOverlap", .number(family.exclusiveOverlap)), ("margin", .number(family.margin)),
      ("bootstrapSupport", .number(family.bootstrapSupport)),
      ("unrelatedModels", .integer(UInt64(family.unrelated))),
      ("leadsUnrelated", .integer(UInt64(family.leadsUnrelated))),
      ("unrelatedAtMargin", .integer(UInt64(family.unrelatedAtMargin))),
      ("pValue", .number(family.pValue)),
      ("unrelatedLeadsAtMargin", .integer(UInt64(family.unrelatedLeadsAtMargin))),
      ("leadPValue", .number(family.leadPValue)),
    ])
  }
}
