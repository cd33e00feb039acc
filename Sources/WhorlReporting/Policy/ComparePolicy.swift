public import RulePacks
public import WhorlKit

/// What a ``CompareReport`` has to fulfil.
///
/// The rules and what they are held against are specified in `docs/compare.md`.
public struct ComparePolicy: Sendable, Equatable {
  /// What is done where a decision is asked for and cannot be made.
  public enum InconclusiveHandling: String, Sendable, CaseIterable {
    case fail, warn, pass
  }

  /// Bounds of log₁₀ LR for the references that a pattern names.
  public struct Threshold: Sendable, Equatable {
    /// Which references.
    public var references: NamePattern
    /// The smallest log₁₀ LR allowed.
    public var minimum: Double?
    /// The largest log₁₀ LR allowed.
    public var maximum: Double?

    /// A threshold.
    public init(references: NamePattern, minimum: Double? = nil, maximum: Double? = nil) {
      self.references = references
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// Bounds of the share of documents that a rule pack or a class of its rules hits.
  public struct RateLimit: Sendable, Equatable {
    /// The pack, such as `refusal`.
    public var pack: String
    /// The largest difference from a reference that is allowed, in either direction.
    public var maximumChange: Double?
    /// The largest share that is allowed.
    public var maximumRate: Double?

    /// A limit.
    public init(pack: String, maximumChange: Double? = nil, maximumRate: Double? = nil) {
      self.pack = pack
      self.maximumChange = maximumChange
      self.maximumRate = maximumRate
    }
  }

  /// A bound of the places at which rules of packs hold.
  public struct FindingLimit: Sendable, Equatable {
    /// Which rules, as `pack/rule`.
    public var rules: NamePattern
    /// The severity from which findings count; nil for all.
    public var severity: RuleSeverity?
    /// The most findings that are allowed.
    public var maximum: UInt64

    /// A limit.
    public init(rules: NamePattern, severity: RuleSeverity? = nil, maximum: UInt64) {
      self.rules = rules
      self.severity = severity
      self.maximum = maximum
    }

    /// Whether findings of a rule count.
    public func includes(_ rule: String, _ severity: RuleSeverity) -> Bool {
      rules.matches(rule)
        && (self.severity.map { RuleFindings.level($0) <= RuleFindings.level(severity) } ?? true)
    }

    /// What is limited, in words: the pattern, and the severity where one is asked for.
    var subject: String { rules.text + (severity.map { " (\($0.rawValue) or worse)" } ?? "") }
  }

  /// Verdicts that fail.
  public var failOn: [Verdict.Kind]
  /// Bounds of likelihood ratios; where several name a reference, each holds.
  public var thresholds: [Threshold]
  /// Bounds of rates.
  public var rates: [RateLimit]
  /// Bounds of findings.
  public var findings: [FindingLimit]
  /// Documents below which no decision is made; nil for none.
  public var minimumDocuments: UInt64?
  /// Tokens below which no decision is made; nil for none.
  public var minimumTokens: UInt64?
  /// What is done where a decision cannot be made.
  public var inconclusive: InconclusiveHandling

  /// A policy; by default one that asks for nothing.
  public init(
    failOn: [Verdict.Kind] = [], thresholds: [Threshold] = [], rates: [RateLimit] = [],
    findings: [FindingLimit] = [], minimumDocuments: UInt64? = nil, minimumTokens: UInt64? = nil,
    inconclusive: InconclusiveHandling = .fail
  ) {
    self.failOn = failOn
    self.thresholds = thresholds
    self.rates = rates
    self.findings = findings
    self.minimumDocuments = minimumDocuments
    self.minimumTokens = minimumTokens
    self.inconclusive = inconclusive
  }

  /// Whether it asks for nothing.
  public var isEmpty: Bool {
    failOn.isEmpty && thresholds.isEmpty && rates.isEmpty && findings.isEmpty
      && minimumDocuments == nil && minimumTokens == nil
  }

  /// The rules in words.
  public var descriptions: [String] {
    var lines: [String] = []
    if !failOn.isEmpty {
      lines.append("no verdict may be \(failOn.map(\.rawValue).joined(separator: " or "))")
    }
    for threshold in thresholds {
      let bounds = [
        threshold.minimum.map { "at least \(Self.number($0))" },
        threshold.maximum.map { "at most \(Self.number($0))" },
      ].compactMap(\.self)
      lines.append("log10 LR for \(threshold.references.text): \(bounds.joined(separator: " and "))")
    }
    for rate in rates {
      if let change = rate.maximumChange {
        lines.append("\(rate.pack) rate: within \(NumberText.percent(change)) of each reference")
      }
      if let most = rate.maximumRate {
        lines.append("\(rate.pack) rate: at most \(NumberText.percent(most))")
      }
    }
    for limit in findings {
      lines.append("findings of \(limit.subject): at most \(NumberText.grouped(limit.maximum))")
    }
    if let documents = minimumDocuments { lines.append("at least \(CountText.of(documents, "document"))") }
    if let tokens = minimumTokens { lines.append("at least \(CountText.of(tokens, "token"))") }
    if !isEmpty { lines.append("inconclusive: \(inconclusive.rawValue)") }
    return lines
  }

  static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value, 2)
    return text.hasSuffix("0") ? NumberText.fixed(value, 1) : text
  }
}
