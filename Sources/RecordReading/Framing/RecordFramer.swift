/// Finds where records start and end in bytes that come in pieces.
///
/// Bytes are looked at once, in order: what a framer knows of a record whose end has not come yet it keeps
/// as state, so that a record of any length costs no more than its bytes.
protocol RecordFramer: Sendable {
  var cursor: FramingCursor { get set }

  /// Goes on to the end of `bytes`, which begin with what was not dropped of the bytes before, and appends
  /// the records that end there. `isEnd` says that nothing follows.
  mutating func scan(_ bytes: Span<UInt8>, isEnd: Bool, into spans: inout [RecordSpan])
}

/// Where a framer is.
struct FramingCursor: Sendable {
  /// The first byte that was not looked at.
  var position = 0
  /// Up to where the bytes behind the position were searched for a line end.
  var searched = 0
  /// Number of the line that it is on, from 1.
  var line = 1
  /// Where the record began that has not ended.
  var start: Int?
  /// The line on which it began.
  var startLine = 1
  /// Bytes of it that were dropped, because it is too long.
  var droppedBytes = 0

  /// Notes that a record begins at the position.
  mutating func begin() {
    start = position
    startLine = line
    droppedBytes = 0
  }

  /// Ends the record before `end`.
  mutating func finish(_ end: Int, _ defect: RecordSpan.Defect? = nil, into spans: inout [RecordSpan]) {
    spans.append(
      RecordSpan(
        range: (start ?? end)..<end, line: start == nil ? line : startLine, defect: defect,
        droppedBytes: start == nil ? 0 : droppedBytes))
    start = nil
  }

  /// Notes that the first `count` bytes are gone; of a record that they cut into, the rest stays.
  mutating func drop(_ count: Int) {
    position = max(0, position - count)
    searched = max(0, searched - count)
    start = start.map { max(0, $0 - count) }
  }
}
