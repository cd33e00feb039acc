import WhorlKit

/// The results of a SARIF run, within the limits of those who read it.
///
/// GitHub takes 25,000 results a run, shows 5,000 of them, and takes 10 MB. What breaches the policy comes
/// first, so that what is cut is what matters least.
struct SARIFResults {
  /// The most results.
  static let countLimit = 5000
  /// The most bytes that the results may come to, with room for the rest of the file.
  static let byteLimit = 9_000_000

  /// What a result is about.
  enum Kind {
    case violation(PolicyViolation)
    case warning(PolicyViolation)
    case known(PolicyViolation)
    case comparison(ComparisonResult)
  }

  /// The results, in their order.
  private(set) var values: [JSONValue] = []
  /// Results that there is no room for.
  private(set) var cut = 0
  private var bytes = 0

  /// The ids of the rules, in the order of `ruleIndex`.
  static let ruleIDs = PolicyViolation.Rule.allCases.map { "policy/\($0.rawValue)" } + ["comparison"]

  init(_ report: CompareReport) {
    let suspects = Dictionary(report.suspects.map { ($0.name, $0) }) { first, _ in first }
    for violation in report.policy.violations { append(.violation(violation), suspects[violation.suspect]) }
    for violation in report.policy.warnings { append(.warning(violation), suspects[violation.suspect]) }
    for violation in report.policy.known { append(.known(violation), suspects[violation.suspect]) }
    for suspect in report.suspects {
      for comparison in suspect.comparisons { append(.comparison(comparison), suspect) }
    }
  }

  private mutating func append(_ kind: Kind, _ suspect: ComparedSuspect?) {
    guard let suspect else { return }
    guard values.count < Self.countLimit, bytes < Self.byteLimit else {
      cut += 1
      return
    }
    let value = Self.result(kind, suspect)
    bytes += value.estimatedBytes
    values.append(value)
  }

  private static func result(_ kind: Kind, _ suspect: ComparedSuspect) -> JSONValue {
    var members: [(String, JSONValue)]
    switch kind {
    case .violation(let violation):
      members = Self.members(violation, suspect, level: "error")
    case .warning(let violation):
      members = Self.members(violation, suspect, level: "warning")
    case .known(let violation):
      members = Self.members(violation, suspect, level: "error")
      members.append(
        (
          "suppressions",
          .array([
            .object([("kind", .string("external")), ("justification", .string("accepted in the baseline"))])
          ])
        ))
    case .comparison(let comparison):
      let text =
        "\(suspect.name) against \(comparison.reference): log10 LR \(comparison.ratioText), 95 % "
        + "\(comparison.intervalText), \(comparison.support). Verdict on the suspect: \(suspect.verdict.phrase)."
      members = Self.members(
        rule: ruleIDs.count - 1, kind: "informational", level: "none", text: text, suspect,
        key: ["comparison", suspect.name, comparison.reference])
      members.append(
        (
          "properties",
          .object([
            ("suspect", .string(suspect.name)), ("reference", .string(comparison.reference)),
            ("log10LR", .optional(comparison.log10LR)),
            ("log10LRLow", .optional(comparison.interval?.lowerBound)),
            ("log10LRHigh", .optional(comparison.interval?.upperBound)),
            ("rawScore", .number(comparison.rawScore)), ("support", .string(comparison.support)),
          ])
        ))
    }
    return .object(members)
  }

  private static func members(
    _ violation: PolicyViolation, _ suspect: ComparedSuspect, level: String
  ) -> [(String, JSONValue)] {
    members(
      rule: PolicyViolation.Rule.allCases.firstIndex(of: violation.rule) ?? 0, kind: "fail", level: level,
      text: "\(suspect.name): \(violation.message).", suspect,
      key: [violation.rule.rawValue, suspect.name, violation.subject] + violation.references)
      + [
        (
          "properties",
          .object([
            ("suspect", .string(suspect.name)),
            ("references", .array(violation.references.map(JSONValue.string))),
            ("value", .optional(violation.value)), ("limit", .optional(violation.limit)),
          ])
        )
      ]
  }

  private static func members(
    rule: Int, kind: String, level: String, text: String, _ suspect: ComparedSuspect, key: [String]
  ) -> [(String, JSONValue)] {
    let path = suspect.paths.first ?? suspect.inputs.first?.name ?? suspect.name
    return [
      ("ruleId", .string(ruleIDs[rule])), ("ruleIndex", .integer(UInt64(rule))),
      ("kind", .string(kind)), ("level", .string(level)),
      ("message", .object([("text", .string(PrintableText.of(text)))])),
      (
        "locations",
        .array([
          .object([
            (
              "physicalLocation",
              .object([
                ("artifactLocation", .object([("uri", .string(FileURIText.of(path)))])),
                ("region", .object([("startLine", .integer(1))])),
              ])
            )
          ])
        ])
      ),
      (
        "partialFingerprints",
        .object([("whorlFinding/v1", .string(fingerprint(key)))])
      ),
    ]
  }

  /// A digest of what a result is about and of nothing that changes from run to run.
  private static func fingerprint(_ key: [String]) -> String {
    let hash = StableHash.text(key.map { "\($0.utf8.count):\($0)" }.joined(), seed: 1)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
