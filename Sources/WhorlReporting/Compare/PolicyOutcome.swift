/// What a policy says of a ``CompareReport``.
public struct PolicyOutcome: Sendable, Equatable {
  /// The outcome in one word. The raw values are those of reports.
  public enum Status: String, Sendable, CaseIterable {
    /// Nothing was asked.
    case none
    /// All that was asked holds.
    case passed
    /// Something that was asked does not hold.
    case breached
    /// Nothing is breached, but a decision was asked for that cannot be made.
    case inconclusive
    /// Nothing is breached, but an input failed, so that not all could be held against it. It is the outcome of a
    /// ``CompareReport`` and never that of a policy alone.
    case failed
  }

  /// The outcome.
  public var status: Status
  /// The rules in force, in words.
  public var rules: [String]
  /// What fails, in the order of suspects.
  public var violations: [PolicyViolation]
  /// What is said and does not fail.
  public var warnings: [PolicyViolation]
  /// What would fail but is in the baseline, and not worse than there.
  public var known: [PolicyViolation]
  /// The last component of the baseline file's path; nil without one.
  public var baseline: String?

  /// An outcome; by default that of no policy.
  public init(
    status: Status = .none, rules: [String] = [], violations: [PolicyViolation] = [],
    warnings: [PolicyViolation] = [], known: [PolicyViolation] = [], baseline: String? = nil
  ) {
    self.status = status
    self.rules = rules
    self.violations = violations
    self.warnings = warnings
    self.known = known
    self.baseline = baseline
  }
}
