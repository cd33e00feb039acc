/// One document, as ranges of the storage of its ``RecordBatch``.
///
/// A record of the input gives one, or with ``TurnChoice/all`` and for several `choices` one for each.
public struct Record: Sendable, Equatable {
  /// The text: UTF-8, unescaped, not empty.
  public let text: Range<Int>
  /// The prompt; nil if the record has none that is a string.
  public let prompt: Range<Int>?
  /// The identifier: a string, or a number as it is written; nil if the record has neither.
  public let id: Range<Int>?
  /// The value of the field that records are grouped by; nil if that was not asked for.
  public let group: Range<Int>?
  /// Number of the line on which the record starts in its source, from 1.
  public let line: Int

  init(
    text: Range<Int>, prompt: Range<Int>? = nil, id: Range<Int>? = nil, group: Range<Int>? = nil, line: Int
  ) {
    self.text = text
    self.prompt = prompt
    self.id = id
    self.group = group
    self.line = line
  }
}
