/// Where in a chunk a record is, for formats in which it is not a line.
struct RecordSpan: Sendable, Equatable {
  /// Why a record cannot be whole, known before it is parsed.
  enum Defect: String, Sendable {
    case unclosedArray = "the array ends without a closing bracket"
    case emptyElement = "nothing between two commas or brackets"
    case behindArray = "text behind the array"
    case unclosedQuote = "quoted field without a closing quote"
  }

  var range: Range<Int>
  /// Number of the line on which it starts, from 1.
  let line: Int
  var defect: Defect?
  /// Its number among the records of the source, from 1.
  var number = 0
  /// Bytes before the range that belong to it and were dropped, because it is too long.
  var droppedBytes = 0
}
