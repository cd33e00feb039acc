/// The fields of one row of separated values (RFC 4180).
struct DelimitedRow {
  /// Where a field's text is, without its quotes.
  struct Field {
    let range: Range<Int>
    /// Whether two quotes in it stand for one.
    let isEscaped: Bool
  }

  private(set) var fields: [Field] = []

  /// Finds the fields of the row in a range. Returns what is wrong, or nil.
  mutating func parse(_ row: Range<Int>, of bytes: Span<UInt8>, delimiter: UInt8) -> String? {
    fields.removeAll(keepingCapacity: true)
    var end = row.upperBound
    if end > row.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    var index = row.lowerBound
    while true {
      if index < end, bytes[index] == UInt8(ascii: "\"") {
        guard let next = parseQuoted(from: index + 1, to: end, of: bytes) else {
          return "quoted field without a closing quote"
        }
        guard next == end || bytes[next] == delimiter else { return "text behind a closing quote" }
        index = next
      } else {
        let stop = ByteSearch.firstIndex(of: delimiter, in: index..<end, of: bytes) ?? end
        fields.append(Field(range: index..<stop, isEscaped: false))
        index = stop
      }
      if index == end { return nil }
      index += 1
    }
  }

  /// Returns the place behind the closing quote.
  private mutating func parseQuoted(from start: Int, to end: Int, of bytes: Span<UInt8>) -> Int? {
    var index = start
    var isEscaped = false
    while let quote = ByteSearch.firstIndex(of: UInt8(ascii: "\""), in: index..<end, of: bytes) {
      index = quote + 1
      if index < end, bytes[index] == UInt8(ascii: "\"") {
        isEscaped = true
        index += 1
      } else {
        fields.append(Field(range: start..<quote, isEscaped: isEscaped))
        return index
      }
    }
    return nil
  }

  /// Appends a field's text.
  func append(_ field: Field, of bytes: Span<UInt8>, to output: inout [UInt8]) {
    guard field.isEscaped else {
      bytes.extracting(field.range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
      return
    }
    var index = field.range.lowerBound
    while index < field.range.upperBound {
      let quote = ByteSearch.firstIndex(of: UInt8(ascii: "\""), in: index..<field.range.upperBound, of: bytes)
      // The first of two quotes goes with what is before it, the second is left out.
      let stop = quote.map { $0 + 1 } ?? field.range.upperBound
      bytes.extracting(index..<stop).withUnsafeBufferPointer { output.append(contentsOf: $0) }
      index = quote == nil ? stop : stop + 1
    }
  }

  /// A field's text.
  func bytes(of field: Field, in bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    append(field, of: bytes, to: &text)
    return text
  }
}
