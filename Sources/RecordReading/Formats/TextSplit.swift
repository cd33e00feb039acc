/// What a document is in plain text.
public enum TextSplit: String, Sendable, Equatable, CaseIterable {
  /// The whole file.
  case file
  /// Lines between blank ones.
  case paragraph
  /// Each line that is not blank.
  case line
}
