/// A bad line, shown to the user.
public struct RecordFinding: Sendable, Equatable {
  /// Name of the source, without its folders.
  public let source: String
  /// Line number, from 1.
  public let line: Int
  /// Why the line gave no record.
  public let reason: SkipReason
  /// The reason in words, such as `malformed JSON (text behind the object)`.
  public let detail: String

  /// A finding.
  public init(source: String, line: Int, reason: SkipReason, detail: String) {
    self.source = source
    self.line = line
    self.reason = reason
    self.detail = detail
  }
}
