/// Where a record is.
public struct RecordPlace: Sendable, Equatable {
  /// The path of its source, as it is shown.
  public let source: String
  /// Number of the line on which it starts, from 1.
  public let line: Int

  /// The place of a record.
  public init(source: String, line: Int) {
    self.source = source
    self.line = line
  }
}
