/// What a record with named fields holds its text in.
public enum RecordShape: Sendable, Equatable {
  /// The field itself.
  case field
  /// Turns of a conversation: objects with a role and a content (`messages`), or `from` and `value`
  /// (ShareGPT).
  case conversation
  /// Answers of an API: `choices` with a `message` or a `text` each.
  case choices
}
