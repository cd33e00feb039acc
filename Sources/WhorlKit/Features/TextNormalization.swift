/// What is done to a document before it is tokenised, and the name under which that is recorded.
///
/// Leading and trailing white space is dropped: it is an artefact of the harness that collected the
/// text and would identify the collection instead of the model. Nothing else is changed; spellings
/// that Unicode calls equivalent stay apart, because spelling is evidence.
public enum TextNormalization {
  /// The name written into fingerprint headers.
  public static let profile = "whorl-text/1: edge white space dropped, no canonical composition"

  /// The range of `text` without white space at its edges.
  ///
  /// White space is ASCII space, U+0009–U+000D, U+0085, U+00A0, U+2000–U+200A, U+2028, U+2029,
  /// U+202F, U+205F, U+3000 and the byte order mark U+FEFF.
  ///
  /// - Complexity: O(n) in the length of the edges.
  public static func trimmedRange(of text: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = text.count
    while start < end {
      let width = whiteSpaceWidth(in: text, at: start, limit: end)
      if width == 0 { break }
      start += width
    }
    while end > start {
      let width = trailingWhiteSpaceWidth(in: text, start: start, end: end)
      if width == 0 { break }
      end -= width
    }
    return start..<end
  }

  /// The number of bytes of the white space character at `index`, or 0.
  @inline(__always)
  static func whiteSpaceWidth(in text: Span<UInt8>, at index: Int, limit: Int) -> Int {
    let byte = text[index]
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
    if byte < 0xC2 { return 0 }
    return wideWhiteSpaceWidth(in: text, at: index, limit: limit)
  }

  private static func wideWhiteSpaceWidth(in text: Span<UInt8>, at index: Int, limit: Int) -> Int {
    let first = text[index]
    if first == 0xC2, index + 1 < limit {
      return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
    }
    guard index + 2 < limit else { return 0 }
    switch (first, text[index + 1], text[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default:
      return 0
    }
  }

  private static func trailingWhiteSpaceWidth(in text: Span<UInt8>, start: Int, end: Int) -> Int {
    for width in 1...3 where end - width >= start {
      if whiteSpaceWidth(in: text, at: end - width, limit: end) == width { return width }
    }
    return 0
  }
}
