/// A bad line, shown to the user.
public struct RecordFinding: Sendable, Equatable {
  /// The path of the source as it was given, or `-`.
  public let source: String
  /// Line number, from 1.
  public let line: Int
  /// Why the line gave no record.
  public let reason: SkipReason
  /// The reason in words, such as `malformed JSON (text behind the object)`, behind the record's number where the
  /// source is a JSON array: `record 3: …`.
  public let detail: String

  /// A finding.
  public init(source: String, line: Int, reason: SkipReason, detail: String) {
    self.source = source
    self.line = line
    self.reason = reason
    self.detail = detail
  }
}
