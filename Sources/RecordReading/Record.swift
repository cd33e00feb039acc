/// One record, as ranges of the storage of its ``RecordBatch``.
public struct Record: Sendable, Equatable {
  /// The model's output: UTF-8, unescaped, not empty.
  public let text: Range<Int>
  /// The prompt; nil if the record has none that is a string.
  public let prompt: Range<Int>?
  /// The identifier: a string, or a number as it is written; nil if the record has neither.
  public let id: Range<Int>?
  /// Number of the line in its source, from 1.
  public let line: Int
}
