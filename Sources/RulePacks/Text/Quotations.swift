/// What stands in quotation marks.
enum Quotations {
  /// Bytes of a line that are looked at on either side.
  private static let limit = 1000

  /// Whether `position` lies between quotation marks of its line, or on a line that begins with `>`.
  ///
  /// Straight marks are counted; curly and corner ones are followed. Apostrophes are no quotation marks.
  static func contains(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < limit, text[start - 1] != 0x0A { start -= 1 }
    var first = start
    while first < range.lowerBound, text[first] == 0x20 { first += 1 }
    if first < text.count, text[first] == UInt8(ascii: ">"), start == 0 || text[start - 1] == 0x0A {
      return true
    }
    var straight = 0
    var depth = 0
    var index = start
    while index < range.lowerBound {
      straight += text[index] == 0x22 ? 1 : 0
      depth = max(0, depth + direction(at: index, in: text))
      index += 1
    }
    let mayBeOpen = straight % 2 == 1
    guard mayBeOpen || depth > 0 else { return false }
    index = range.upperBound
    while index < text.count, index - range.upperBound < limit, text[index] != 0x0A {
      if mayBeOpen, text[index] == 0x22 { return true }
      if depth > 0, direction(at: index, in: text) < 0 { return true }
      index += 1
    }
    return false
  }

  /// 1 for an opening mark at `index`, −1 for a closing one.
  private static func direction(at index: Int, in text: Span<UInt8>) -> Int {
    guard index + 3 <= text.count else { return 0 }
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE2, 0x80, 0x9C), (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E): return 1
    case (0xE2, 0x80, 0x9D), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F): return -1
    default: return 0
    }
  }
}
