/// Finds the rows of separated values (RFC 4180): a quote opens a field only at its start, two quotes in
/// it stand for one, and a line end inside it is text. The header is left out.
struct DelimitedFramer: RecordFramer {
  private enum Place { case rowStart, fieldStart, plain, quoted, quoteInQuoted }

  var cursor = FramingCursor()
  private let delimiter: UInt8
  private var place = Place.rowStart
  private var isHeader: Bool

  /// - Parameter skipsHeader: Whether the first row that is not blank is left out.
  init(delimiter: UInt8, skipsHeader: Bool = true) {
    self.delimiter = delimiter
    isHeader = skipsHeader
  }

  mutating func scan(_ bytes: Span<UInt8>, isEnd: Bool, into spans: inout [RecordSpan]) {
    while cursor.position < bytes.count {
      if place == .quoted {
        scanQuoted(bytes)
      } else {
        scanPlain(bytes, into: &spans)
      }
    }
    if isEnd, cursor.start != nil {
      endRow(bytes.count, place == .quoted ? .unclosedQuote : nil, into: &spans)
    }
  }

  private mutating func scanQuoted(_ bytes: Span<UInt8>) {
    let rest = cursor.position..<bytes.count
    let quote = ByteSearch.firstIndex(of: UInt8(ascii: "\""), in: rest, of: bytes)
    cursor.line += ByteSearch.count(of: 0x0A, in: cursor.position..<(quote ?? bytes.count), of: bytes)
    cursor.position = quote.map { $0 + 1 } ?? bytes.count
    if quote != nil { place = .quoteInQuoted }
  }

  private mutating func scanPlain(_ bytes: Span<UInt8>, into spans: inout [RecordSpan]) {
    while cursor.position < bytes.count {
      let byte = bytes[cursor.position]
      if byte == 0x0A {
        if cursor.start != nil { endRow(cursor.position, nil, into: &spans) }
        place = .rowStart
        cursor.line += 1
      } else if byte == UInt8(ascii: "\""), place != .plain {
        if cursor.start == nil { cursor.begin() }
        place = .quoted
        cursor.position += 1
        return
      } else if byte == delimiter {
        if cursor.start == nil { cursor.begin() }
        place = .fieldStart
      } else if place == .rowStart, byte == 0x0D {
        // Half of a line end, or the start of a field: a row of nothing else is blank.
      } else {
        if cursor.start == nil { cursor.begin() }
        place = .plain
      }
      cursor.position += 1
    }
  }

  private mutating func endRow(
    _ end: Int, _ defect: RecordSpan.Defect?, into spans: inout [RecordSpan]
  ) {
    if isHeader {
      isHeader = false
      cursor.start = nil
    } else {
      cursor.finish(end, defect, into: &spans)
    }
  }
}
