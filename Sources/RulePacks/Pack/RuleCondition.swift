/// A condition on a text that a hit needs, or must not meet.
public struct RuleCondition: Sendable, Equatable {
  /// What is looked for.
  public enum Target: Sendable, Equatable {
    /// A hit of the rule of the same pack with this id.
    case rule(String)
    /// A match of a pattern.
    case pattern(PatternSource)
  }

  /// Where it is looked for.
  public enum Extent: String, Sendable, CaseIterable {
    /// In the sentence of the hit.
    case sentence
    /// In the whole text.
    case text
    /// In the hit itself.
    case match
    /// In the text's first sentence.
    case lead
  }

  /// What is looked for.
  public let target: Target
  /// Where.
  public let within: Extent
  /// Where the condition stands in the pack.
  public let place: PackPlace
}
