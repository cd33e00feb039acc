/// Which of the turns that have text and the role are taken from a conversation.
public enum TurnChoice: String, Sendable, Equatable, CaseIterable {
  case last, first
  /// Each as a document of its own.
  case all
}
