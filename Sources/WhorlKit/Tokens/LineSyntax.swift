/// Small questions about the bytes at a place in a line.
enum LineSyntax {
  /// The bytes of the line end at `index`, or 0: LF, CR LF, CR, U+0085, U+2028 or U+2029.
  @inline(__always)
  static func lineEndLength(_ text: Span<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < text.count && text[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
      return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  /// The bytes of the white space at `index` that ends no line, or 0: tab and category Z.
  @inline(__always)
  static func spaceLength(_ text: Span<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte == 0x09 ? 1 : 0 }
    if lineEndLength(text, at: index) > 0 { return 0 }
    let scalar = DecodedScalar(text, at: index)
    return UnicodeProperties(scalar.value).category == .separator ? scalar.length : 0
  }

  /// The first offset from `index` on where neither a space nor a tab stands.
  @inline(__always)
  static func afterBlanks(_ text: Span<UInt8>, from index: Int) -> Int {
    var index = index
    while isBlank(text, at: index) { index += 1 }
    return index
  }

  /// Whether a space or tab stands at `index`.
  @inline(__always)
  static func isBlank(_ text: Span<UInt8>, at index: Int) -> Bool {
    index < text.count && (text[index] == 0x20 || text[index] == 0x09)
  }

  /// Whether a line end or the end of the text is at `index`.
  static func isLineEnd(_ text: Span<UInt8>, at index: Int) -> Bool {
    index >= text.count || lineEndLength(text, at: index) > 0
  }

  /// Whether the ASCII character at `index` has no Extend, Format or ZWJ after it.
  @inline(__always)
  static func isPure(_ text: Span<UInt8>, at index: Int) -> Bool {
    let next = index + 1
    if next >= text.count || text[next] < 0x80 { return true }
    return !UnicodeProperties(DecodedScalar(text, at: next).value).wordBreak.isAttaching
  }

  /// How many pure characters `byte` stand in a row at `index`, looking no further than `limit`.
  static func runLength(_ text: Span<UInt8>, at index: Int, of byte: UInt8, limit: Int) -> Int {
    var end = index
    while end < limit, text[end] == byte { end += 1 }
    if end > index, !isPure(text, at: end - 1) { end -= 1 }
    return end - index
  }

  /// Whether white space, a line end or the end of the text is on both sides of a range.
  static func isIsolated(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    isSpace(text, before: start) && (end >= text.count || isSpace(text, at: end))
  }

  private static func isSpace(_ text: Span<UInt8>, at index: Int) -> Bool {
    lineEndLength(text, at: index) > 0 || spaceLength(text, at: index) > 0
  }

  private static func isSpace(_ text: Span<UInt8>, before index: Int) -> Bool {
    guard index > 0 else { return true }
    var start = index - 1
    // The white space of Unicode takes three bytes at most.
    while start > 0, index - start < 3, text[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = DecodedScalar(text, at: start)
    return scalar.isValid && start + scalar.length == index && isSpace(text, at: start)
  }
}
