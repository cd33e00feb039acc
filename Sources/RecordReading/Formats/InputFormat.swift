/// The formats that a user can name; without a name the format is recognised by content.
public enum InputFormat: String, Sendable, Equatable, CaseIterable {
  /// JSON Lines: one object a line.
  case jsonl
  /// One JSON array of objects, or objects one behind the other, in any layout.
  case json
  /// Comma-separated values with a header (RFC 4180).
  case csv
  /// Tab-separated values with a header, quoted as in CSV.
  case tsv
  /// Plain text.
  case text
}
