/// A place of a text at which a rule holds.
public struct RuleHit: Sendable, Equatable {
  /// The rule's index in its ``RuleSet``.
  public let rule: Int
  /// The bytes of the text.
  public let range: Range<Int>
  /// The index of the owner that the hit names, in the owners of the rule's pack.
  public let owner: Int?
  /// Whether the hit counts towards scores: those that compare makers do only if the text's is known.
  public let counts: Bool
}
