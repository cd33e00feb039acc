/// One thing that a policy does not allow.
public struct PolicyViolation: Sendable, Equatable {
  /// The kinds of rule. The raw values are those of reports and baselines.
  public enum Rule: String, Sendable, CaseIterable {
    /// The suspect's verdict is one to fail on.
    case verdict
    /// A log₁₀ LR is above its maximum or below its minimum.
    case log10LR
    /// A rate of rule hits differs too much from the reference's.
    case rateChange = "rate-change"
    /// A rate of rule hits is too high.
    case rate
    /// Rules hold in more places than the policy allows.
    case findings
    /// There is less text than the policy asks for.
    case minimumEvidence = "minimum-evidence"
    /// A decision was asked for that cannot be made.
    case inconclusive
  }

  /// The rule.
  public var rule: Rule
  /// The suspect.
  public var suspect: String
  /// The references concerned, best first; empty where it concerns the suspect alone.
  public var references: [String]
  /// What was measured, in the rule's own unit (log₁₀, share, documents); nil where it is no number.
  public var value: Double?
  /// The limit that it is held against; nil where it is no number.
  public var limit: Double?
  /// What the rule is about, where one suspect can breach it more than once: the verdict's kind, the
  /// rule pack, or the pattern of rules.
  public var subject: String
  /// The findings that it is about, as far as they were kept; empty but for rules of packs.
  public var findings: [RuleFinding]
  /// What is wrong, in one sentence without a full stop. It quotes names from outside.
  public var message: String

  /// A violation.
  public init(
    rule: Rule, suspect: String, references: [String] = [], value: Double? = nil, limit: Double? = nil,
    subject: String = "", findings: [RuleFinding] = [], message: String
  ) {
    self.rule = rule
    self.suspect = suspect
    self.references = references
    self.value = value
    self.limit = limit
    self.subject = subject
    self.findings = findings
    self.message = message
  }
}
