/// Violations that are accepted, as long as they do not get worse.
public struct PolicyBaseline: Sendable, Equatable {
  /// The schema of its file.
  static let schema = "whorl.baseline/1"
  /// How much a log₁₀ LR may move beyond the accepted one before it counts as worse: less than the
  /// resampling of the same documents moves it.
  static let ratioTolerance = 0.1
  /// The same for a rate, as a share of documents.
  static let rateTolerance = 0.005

  /// One accepted violation.
  struct Entry: Sendable, Equatable, Codable {
    var rule: String
    var suspect: String
    var references: [String]
    var subject: String
    var value: Double?
    /// The fingerprints of findings; nil for other rules.
    var findings: [String]?
  }

  let entries: [Entry]

  /// The baseline that accepts `violations` and nothing else.
  public init(accepting violations: [PolicyViolation]) {
    entries = violations.map { violation in
      Entry(
        rule: violation.rule.rawValue, suspect: violation.suspect, references: violation.references,
        subject: violation.subject, value: violation.value,
        findings: violation.rule == .findings ? Self.fingerprints(violation) : nil)
    }.sorted { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
  }

  /// How many violations it accepts.
  public var count: Int { entries.count }

  /// Whether `violation` is accepted: the same rule, suspect and subject, about no other reference, and
  /// not worse than when it was accepted.
  ///
  /// - Complexity: O(n) in the entries.
  public func accepts(_ violation: PolicyViolation) -> Bool {
    entries.contains { entry in
      entry.rule == violation.rule.rawValue && entry.suspect == violation.suspect
        && entry.subject == violation.subject
        && Set(violation.references).isSubset(of: entry.references)
        && (!violation.references.isEmpty || entry.references.isEmpty)
        && !Self.isWorse(violation, than: entry)
    }
  }

  private static func isWorse(_ violation: PolicyViolation, than entry: Entry) -> Bool {
    guard let value = violation.value, let accepted = entry.value else { return false }
    switch violation.rule {
    case .verdict, .inconclusive: return false
    case .log10LR:
      return violation.subject == "max"
        ? value > accepted + ratioTolerance : value < accepted - ratioTolerance
    case .rateChange:
      return value * accepted < 0 || abs(value) > abs(accepted) + rateTolerance
    case .rate: return value > accepted + rateTolerance
    case .minimumEvidence: return value < accepted
    case .findings:
      return value > accepted || !Set(fingerprints(violation)).isSubset(of: entry.findings ?? [])
    }
  }

  private static func fingerprints(_ violation: PolicyViolation) -> [String] {
    Set(violation.findings.map(\.fingerprintText)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func key(_ entry: Entry) -> [UInt8] {
    Array(([entry.suspect, entry.rule, entry.subject] + entry.references).joined(separator: "\0").utf8)
  }
}
