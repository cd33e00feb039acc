/// How the bytes of a source are divided into records.
public enum RecordFormat: Sendable, Equatable {
  /// One JSON object a line.
  case jsonLines
  /// JSON objects in an array, or one behind the other.
  case json
  /// Rows of separated values under a header.
  case delimited(DelimitedLayout)
  /// Plain text.
  case text(TextSplit)

  /// The format in words, such as `CSV`.
  public var name: String {
    switch self {
    case .jsonLines: "JSON Lines"
    case .json: "JSON"
    case .delimited(let layout): layout.delimiter == DelimitedLayout.tab ? "TSV" : "CSV"
    case .text(.file): "plain text, one document"
    case .text(.paragraph): "plain text, a document a paragraph"
    case .text(.line): "plain text, a document a line"
    }
  }

  /// Whether a record has named fields.
  var hasFields: Bool {
    if case .text = self { return false }
    return true
  }
}
