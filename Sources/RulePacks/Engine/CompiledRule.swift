import PatternMatching

/// A rule that is ready to run.
///
/// A class, so that handing it on costs one count of references and not one for each of its parts; constant
/// once its ``RuleSet`` is made.
final class CompiledRule: Sendable {
  /// How the matches of a pattern are looked for.
  enum Plan: Sendable {
    /// From places where required text stands, in windows of so many bytes behind them, or characters.
    case windows(reach: Int, inCharacters: Int)
    /// In the whole scope at once.
    case scope
    /// Line by line; only in lines with required text, if there is some. Patterns that ask where lines end, by `$`, see
    /// them to their ends.
    case lines(isFiltered: Bool, asksForEnds: Bool)
  }

  struct Guard: Sendable {
    let pattern: Pattern
    let window: Int
    let side: RuleGuard.Side
  }

  struct Condition: Sendable {
    enum Target: Sendable {
      case rule(Int)
      case pattern(Pattern)
    }

    let target: Target
    let within: RuleCondition.Extent
    let isRequired: Bool
  }

  enum Matcher: Sendable {
    case pattern(Pattern, Plan)
    case detector(BuiltInDetector)
  }

  // What every run of the rule reads stands together, as it is rarely in the cache.
  /// What is matched, and how; nil for a detector. Beside ``matcher``, as taking parts out of that counts references.
  let pattern: Pattern?
  let plan: Plan?
  let scope: RuleScope
  let quotePolicy: QuotePolicy
  let ownerPolicy: OwnerPolicy
  /// Whether a condition needs the hit's sentence, or the first one.
  let needsSentences: Bool
  /// Whether every match begins where the rule's scope does.
  let isAnchored: Bool
  /// Whether every match holds a character beyond ASCII.
  let isBeyondASCII: Bool
  let packIndex: Int
  /// The owners that a match may name.
  let names: OwnerNames
  let guards: [Guard]
  let conditions: [Condition]
  let ownerGroups: [Int]
  /// Texts of which every match holds one of each; empty if the rule runs on every text.
  let required: [RequiredText]
  let matcher: Matcher
  let rule: PackRule

  init(
    packIndex: Int, names: OwnerNames, rule: PackRule, matcher: Matcher, ownerGroups: [Int],
    required: [RequiredText], isAnchored: Bool, isBeyondASCII: Bool, guards: [Guard], conditions: [Condition]
  ) {
    self.packIndex = packIndex
    self.names = names
    self.rule = rule
    self.matcher = matcher
    switch matcher {
    case .pattern(let pattern, let plan): (self.pattern, self.plan) = (pattern, plan)
    case .detector: (pattern, plan) = (nil, nil)
    }
    self.ownerGroups = ownerGroups
    self.required = required
    self.isAnchored = isAnchored
    self.isBeyondASCII = isBeyondASCII
    self.guards = guards
    self.conditions = conditions
    scope = rule.scope
    quotePolicy = rule.quotePolicy
    ownerPolicy = rule.ownerPolicy
    needsSentences = conditions.contains { condition in
      guard case .rule = condition.target else { return false }
      return condition.within == .sentence || condition.within == .lead
    }
  }

  /// The same rule with conditions.
  func with(_ conditions: [Condition]) -> CompiledRule {
    CompiledRule(
      packIndex: packIndex, names: names, rule: rule, matcher: matcher, ownerGroups: ownerGroups,
      required: required, isAnchored: isAnchored, isBeyondASCII: isBeyondASCII, guards: guards,
      conditions: conditions)
  }

  /// The longest match of a rule that runs in windows, in bytes; others run line by line.
  static let longestMatch = 2048
  /// The longest piece of a line.
  static let longestPiece = 2048
  /// The most bytes from the start of a piece that patterns with `$` see of a line.
  static let longestLine = 65_536
  /// The most bytes behind the start of a match that a rule in windows may look at.
  static let longestReach = 4096
}
