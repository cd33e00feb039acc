/// Walks over the lines in a range of bytes.
struct LineScanner {
  private var position: Int
  private let end: Int

  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next line without its newline; nil behind the last one.
  mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
    guard position < end, end <= bytes.count else { return nil }
    let start = position
    let newline = ByteSearch.firstIndex(of: 0x0A, in: start..<end, of: bytes) ?? end
    position = newline + 1
    return start..<newline
  }
}
