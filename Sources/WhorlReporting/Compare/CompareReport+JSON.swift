import RulePacks
import WhorlKit

extension CompareReport {
  /// The report as `whorl.compare/1`, specified in `docs/compare.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.compare/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("question", .string(parameters.question)),
      ("policy", policyJSON),
      ("vocabulary", Self.json(vocabulary)),
      ("background", Self.json(background ?? vocabulary)),
      (
        "calibration",
        .object([
          ("name", .string(background?.name ?? "uncalibrated")),
          ("digest", .optional(background?.digest)), ("models", .integer(UInt64(backgroundModels))),
        ])
      ),
      (
        "parameters",
        .object([
          ("channels", .string(parameters.channels)), ("seed", .string(String(parameters.seed))),
          ("resamples", .integer(UInt64(parameters.resamples))),
          ("packs", .array(parameters.packs.map { .string($0.name) })),
          ("packDigests", .array(parameters.packs.map { .string($0.digest) })),
          ("project", parameters.project.map(Self.json) ?? .null),
        ])
      ),
      ("references", .array(references.map(Self.json))),
      ("suspects", .array(suspects.map(Self.json))),
      (
        "comparisons",
        .array(
          suspects.flatMap { suspect in
            suspect.comparisons.map { Self.json($0, of: suspect) }
          })
      ),
      (
        "failures",
        .array(
          failures.map { failure in
            .object([
              ("role", .string(failure.role.rawValue)), ("name", .string(failure.name)),
              ("message", .string(failure.message)),
            ])
          })
      ),
    ]).text()
  }

  private static func json(_ asset: AssetIdentity) -> JSONValue {
    .object([("name", .string(asset.name)), ("digest", .string(asset.digest))])
  }

  private static func json(_ reference: ComparedReference) -> JSONValue {
    .object([
      ("name", .string(reference.name)), ("vendor", .optional(reference.vendor)),
      ("documents", .integer(reference.documents)), ("tokens", .integer(reference.tokens)),
      ("inputs", .array(reference.inputs.map(\.json))),
    ])
  }

  private static func json(_ suspect: ComparedSuspect) -> JSONValue {
    .object([
      ("name", .string(suspect.name)), ("documents", .integer(suspect.documents)),
      ("tokens", .integer(suspect.tokens)), ("skipped", .integer(suspect.skipped.total)),
      (
        "skippedByReason",
        .object(suspect.skipped.byReason.map { ($0.name, .integer($0.count)) })
      ),
      ("inputs", .array(suspect.inputs.map(\.json))),
      (
        "verdict",
        .object([
          ("kind", .string(suspect.verdict.kind.rawValue)),
          ("references", .array(suspect.verdict.references.map(JSONValue.string))),
          ("calibrated", .boolean(suspect.verdict.isCalibrated)),
          ("reason", .string(suspect.verdict.reason)),
        ])
      ),
      ("calibration", suspect.calibration.map(json) ?? .null),
      ("domain", .domain(suspect.domain)),
      ("findings", suspect.findings.map(json) ?? .null),
    ])
  }

  private static func json(_ findings: RuleFindings) -> JSONValue {
    .object([
      ("documents", .integer(findings.documents)), ("hits", .integer(findings.hits)),
      (
        "rules",
        .array(
          findings.counts.filter { $0.hits > 0 }.map { count in
            .object([
              ("rule", .string(count.rule)), ("severity", .string(count.severity.rawValue)),
              ("hits", .integer(count.hits)), ("documents", .integer(count.documents)),
            ])
          })
      ),
      ("list", .array(findings.kept.map(json))), ("leftOut", .integer(findings.leftOut)),
    ])
  }

  private static func json(_ finding: RuleFinding) -> JSONValue {
    .object([
      ("rule", .string(finding.rule)), ("file", .string(finding.path)),
      ("line", .integer(UInt64(finding.line))), ("id", .optional(finding.document)),
      ("start", .integer(UInt64(finding.range.lowerBound))),
      ("end", .integer(UInt64(finding.range.upperBound))), ("text", .string(finding.text)),
    ])
  }

  private static func json(_ calibration: CalibrationSummary) -> JSONValue {
    .object([
      ("models", .integer(UInt64(calibration.models))), ("pairs", .integer(UInt64(calibration.pairs))),
      ("log10LRLowest", .number(calibration.lowerBound)),
      ("log10LRHighest", .number(calibration.upperBound)),
      ("excluded", .array(calibration.excluded.map(JSONValue.string))),
      ("notExcluded", .array(calibration.kept.map(JSONValue.string))),
      ("interval", .string(calibration.intervalMethod.rawValue)),
    ])
  }

  private static func json(_ comparison: ComparisonResult, of suspect: ComparedSuspect) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("suspect", .string(suspect.name)), ("reference", .string(comparison.reference)),
      ("documents", .integer(comparison.documents)),
      ("named", .boolean(suspect.verdict.references.contains(comparison.reference))),
      ("log10LR", .optional(comparison.log10LR)),
      ("log10LRLow", .optional(comparison.interval?.lowerBound)),
      ("log10LRHigh", .optional(comparison.interval?.upperBound)),
      ("noRatio", .optional(comparison.absence?.rawValue)),
      ("usesRules", .boolean(comparison.usesRules)), ("promptShift", .promptShift(comparison.promptShift)),
      ("rawScore", .number(comparison.rawScore)), ("support", .string(comparison.support)),
      (
        "channels",
        .array(
          comparison.channels.map { channel in
            .object([
              ("name", .string(channel.name)), ("log10LR", .optional(channel.log10LR)),
              ("rawScore", .number(channel.rawScore)),
            ])
          })
      ),
      ("copiedEstimate", .estimate(comparison.copiedEstimate)),
      ("rates", .array(comparison.rateGaps.map(json))),
    ]
    if let phrasing = comparison.phrasing { members.append(("phrasing", .phrasing(phrasing))) }
    return .object(members)
  }

  private static func json(_ gap: RateGap) -> JSONValue {
    .object([
      ("pack", .string(gap.pack)), ("class", .optional(gap.ruleClass)),
      ("suspectRate", .number(gap.suspectRate)), ("referenceRate", .number(gap.referenceRate)),
      ("change", .number(gap.change)), ("changeLow", .optional(gap.interval?.lowerBound)),
      ("changeHigh", .optional(gap.interval?.upperBound)),
    ])
  }

  private var policyJSON: JSONValue {
    .object([
      ("passed", .boolean(isPassed)), ("status", .string(status.rawValue)),
      ("rules", .array(policy.rules.map(JSONValue.string))),
      ("violations", .array(policy.violations.map(Self.json))),
      ("warnings", .array(policy.warnings.map(Self.json))),
      ("known", .array(policy.known.map(Self.json))),
      ("baseline", .optional(policy.baseline)),
    ])
  }

  private static func json(_ violation: PolicyViolation) -> JSONValue {
    .object([
      ("rule", .string(violation.rule.rawValue)), ("suspect", .string(violation.suspect)),
      ("references", .array(violation.references.map(JSONValue.string))),
      ("subject", .string(violation.subject)), ("value", .optional(violation.value)),
      ("limit", .optional(violation.limit)), ("message", .string(violation.message)),
    ])
  }
}
