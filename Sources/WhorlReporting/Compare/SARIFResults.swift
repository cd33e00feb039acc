import RulePacks
import WhorlKit

/// The results of a SARIF run, within the limits of those who read it.
///
/// GitHub takes 25,000 results a run, shows 5,000 of them, and takes 10 MB. What breaches the policy comes
/// first, then what rules find and is worth a look, then comparisons, then the rest of the findings, so that what
/// is cut is what matters least.
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
    case finding(RuleFinding, isKnown: Bool)
  }

  /// What a result is an instance of.
  struct Rule {
    var id: String
    var description: String
    /// The level where a result has none of its own; nil for that of the format.
    var level: String?
  }

  /// The results, in their order.
  private(set) var values: [JSONValue] = []
  /// Results that there is no room for.
  private(set) var cut = 0
  /// The rules, in the order of `ruleIndex`: those of policies, comparisons, and those of packs that are met.
  let rules: [Rule]
  private let indices: [String: Int]
  private var bytes = 0

  init(_ report: CompareReport) {
    rules = Self.ownRules + Self.packRules(report)
    indices = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    let suspects = Dictionary(report.suspects.map { ($0.name, $0) }) { first, _ in first }
    for violation in report.policy.violations { append(.violation(violation), suspects[violation.suspect]) }
    for violation in report.policy.warnings { append(.warning(violation), suspects[violation.suspect]) }
    for violation in report.policy.known { append(.known(violation), suspects[violation.suspect]) }
    let accepted = Set(report.policy.known.flatMap(\.findings).map(\.fingerprint))
    let findings = report.suspects.flatMap { suspect in (suspect.findings?.kept ?? []).map { (suspect, $0) } }
    func appendFindings(_ severity: RuleSeverity) {
      for (suspect, finding) in findings where finding.severity == severity {
        append(.finding(finding, isKnown: accepted.contains(finding.fingerprint)), suspect)
      }
    }
    appendFindings(.error)
    appendFindings(.warning)
    for suspect in report.suspects {
      for comparison in suspect.comparisons { append(.comparison(comparison), suspect) }
    }
    appendFindings(.info)
    cut += report.suspects.reduce(0) { $0 + Int($1.findings?.leftOut ?? 0) }
  }

  private static let ownRules =
    PolicyViolation.Rule.allCases.map {
      Rule(id: "policy/\($0.rawValue)", description: description(of: $0))
    } + [Rule(id: comparisonID, description: "How alike a suspect's and a reference's outputs are")]

  private static let comparisonID = "comparison"

  private static func description(of rule: PolicyViolation.Rule) -> String {
    switch rule {
    case .verdict: "The verdict on a suspect is one that the policy fails on"
    case .log10LR: "A likelihood ratio is outside the bounds of the policy"
    case .rateChange: "A rate of rule hits differs from a reference's by more than the policy allows"
    case .rate: "A rate of rule hits is higher than the policy allows"
    case .findings: "Rules hold in more places than the policy allows"
    case .minimumEvidence: "A suspect has less text than the policy asks for"
    case .inconclusive: "The policy asks for a decision that cannot be made"
    }
  }

  /// The rules of packs that have findings, each once, in the order in which they are met.
  private static func packRules(_ report: CompareReport) -> [Rule] {
    var rules: [Rule] = []
    var seen: Set<String> = []
    for count in report.suspects.flatMap({ $0.findings?.counts ?? [] })
    where count.hits > 0 && seen.insert(count.rule).inserted {
      rules.append(Rule(id: count.rule, description: count.message, level: level(count.severity)))
    }
    return rules
  }

  private static func level(_ severity: RuleSeverity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  private mutating func append(_ kind: Kind, _ suspect: ComparedSuspect?) {
    guard let suspect else { return }
    guard values.count < Self.countLimit, bytes < Self.byteLimit else {
      cut += 1
      return
    }
    let value = result(kind, suspect)
    bytes += value.estimatedBytes
    values.append(value)
  }

  private func result(_ kind: Kind, _ suspect: ComparedSuspect) -> JSONValue {
    var members: [(String, JSONValue)]
    switch kind {
    case .violation(let violation):
      members = self.members(violation, suspect, level: "error")
    case .warning(let violation):
      members = self.members(violation, suspect, level: "warning")
    case .known(let violation):
      members = self.members(violation, suspect, level: "error") + Self.suppression
    case .comparison(let comparison):
      let text =
        "\(suspect.name) against \(comparison.reference): log10 LR \(comparison.ratioText), 95 % "
        + "\(comparison.intervalText), \(comparison.support). Verdict on the suspect: \(suspect.verdict.phrase)."
      members = self.members(
        rule: Self.comparisonID, kind: "informational", level: "none", text: text,
        at: (Self.path(suspect), 1),
        fingerprint: (
          "whorlFinding/v1", Self.fingerprint([Self.comparisonID, suspect.name, comparison.reference])
        ))
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
    case .finding(let finding, let isKnown):
      let shown = String(finding.text.unicodeScalars.prefix(200).map(Character.init))
      members =
        self.members(
          rule: finding.rule, kind: "fail", level: Self.level(finding.severity),
          text: "\(finding.message) \"\(shown)\"", at: (finding.path, finding.line),
          // The name and the spelling of 'whorl rules scan': one finding is one, whoever reports it.
          fingerprint: ("whorlHit/v1", String(finding.fingerprint, radix: 16)))
        + (isKnown ? Self.suppression : [])
      members.append(
        (
          "properties",
          .object([
            ("suspect", .string(suspect.name)), ("id", .optional(finding.document)),
            ("start", .integer(UInt64(finding.range.lowerBound))),
            ("end", .integer(UInt64(finding.range.upperBound))),
          ])
        ))
    }
    return .object(members)
  }

  private static var suppression: [(String, JSONValue)] {
    [
      (
        "suppressions",
        .array([
          .object([("kind", .string("external")), ("justification", .string("accepted in the baseline"))])
        ])
      )
    ]
  }

  private func members(
    _ violation: PolicyViolation, _ suspect: ComparedSuspect, level: String
  ) -> [(String, JSONValue)] {
    members(
      rule: "policy/\(violation.rule.rawValue)", kind: "fail", level: level,
      text: "\(suspect.name): \(violation.message).", at: Self.place(violation, suspect),
      fingerprint: (
        "whorlFinding/v1",
        Self.fingerprint([violation.rule.rawValue, suspect.name, violation.subject] + violation.references)
      ))
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

  private static func path(_ suspect: ComparedSuspect) -> String {
    suspect.paths.first ?? suspect.inputs.first?.name ?? suspect.name
  }

  /// The first finding that a violation is about, or the beginning of the suspect.
  private static func place(
    _ violation: PolicyViolation, _ suspect: ComparedSuspect
  ) -> (path: String, line: Int) {
    violation.findings.first.map { ($0.path, $0.line) } ?? (path(suspect), 1)
  }

  private func members(
    rule: String, kind: String, level: String, text: String, at place: (path: String, line: Int),
    fingerprint: (name: String, value: String)
  ) -> [(String, JSONValue)] {
    [
      ("ruleId", .string(rule)), ("ruleIndex", .integer(UInt64(indices[rule] ?? 0))),
      ("kind", .string(kind)), ("level", .string(level)),
      ("message", .object([("text", .string(PrintableText.of(text)))])),
      (
        "locations",
        .array([
          .object([
            (
              "physicalLocation",
              .object([
                ("artifactLocation", .object([("uri", .string(FileURIText.of(place.path)))])),
                ("region", .object([("startLine", .integer(UInt64(max(1, place.line))))])),
              ])
            )
          ])
        ])
      ),
      (
        "partialFingerprints",
        .object([(fingerprint.name, .string(fingerprint.value))])
      ),
    ]
  }

  /// A digest of what a result is about and of nothing that changes from run to run.
  private static func fingerprint(_ key: [String]) -> String {
    StableDigits.of(StableHash.text(key.map { "\($0.utf8.count):\($0)" }.joined(), seed: 1))
  }
}
