/// The part of a text that a rule is matched in.
public enum RuleScope: Sendable, Hashable {
  /// The whole text.
  case anywhere
  /// The first sentences, at least one.
  case firstSentences(Int)
  /// The last sentences, at least one.
  case tail(Int)

  /// The scope as a pack writes it.
  public var text: String {
    switch self {
    case .anywhere: "anywhere"
    case .firstSentences(1): "lead-sentence"
    case .firstSentences(let count): "first-sentences (\(count))"
    case .tail(let count): "tail (\(count))"
    }
  }
}
