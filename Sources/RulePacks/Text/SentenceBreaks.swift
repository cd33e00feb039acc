/// Where sentences end, in English and Chinese.
///
/// A break is decided by the text around it alone, so that the first sentences are found from the front and
/// the last ones from the back. A simplification of the sentence boundaries of UAX #29: line ends always
/// break, and common English abbreviations do not. Specified in `docs/rule-packs.md`.
enum SentenceBreaks {
  /// Whether a sentence ends right before `position`.
  static func isBreak(at position: Int, in text: Span<UInt8>) -> Bool {
    guard position > 0 else { return false }
    guard position < text.count else { return true }
    let before = text[position - 1]
    let after = text[position]
    if before == 0x0A || before == 0x0D { return true }
    if after == 0x0A || after == 0x0D { return false }
    if isSpace(after) { return isTerminated(position, in: text) }
    // A byte inside a character, or ASCII: no Chinese full stop ends here.
    guard before & 0xC0 == 0x80 || before == 0x22 || before == 0x27 || before == 0x29,
      after & 0xC0 != 0x80
    else { return false }
    return isChineseEnd(position, in: text) && !isChineseCloser(position, in: text)
  }

  /// Whether a sentence ends with the character before the white space at `position`.
  private static func isTerminated(_ position: Int, in text: Span<UInt8>) -> Bool {
    var end = position
    var steps = 0
    while end > 0, steps < 8 {
      let width = closerWidth(endingAt: end, in: text)
      guard width > 0 else { break }
      end -= width
      steps += 1
    }
    guard end > 0 else { return false }
    let last = text[end - 1]
    if last == 0x82 || last == 0x81 || last == 0x9F, isChineseTerminator(endingAt: end, in: text) {
      return true
    }
    let isEllipsis = end >= 3 && last == 0xA6 && text[end - 2] == 0x80 && text[end - 3] == 0xE2
    guard last == 0x2E || last == 0x21 || last == 0x3F || isEllipsis else { return false }
    var next = position
    while next < text.count, text[next] == 0x20 || text[next] == 0x09 { next += 1 }
    guard next < text.count else { return true }
    if (0x61...0x7A).contains(text[next]) { return false }
    return last != 0x2E || !isAbbreviation(endingAt: end - 1, in: text)
  }

  private static func isChineseEnd(_ position: Int, in text: Span<UInt8>) -> Bool {
    var end = position
    var steps = 0
    while end > 0, steps < 4, !isChineseTerminator(endingAt: end, in: text) {
      let width = closerWidth(endingAt: end, in: text)
      guard width > 0 else { return false }
      end -= width
      steps += 1
    }
    return isChineseTerminator(endingAt: end, in: text)
  }

  /// 。 ！ or ？
  private static func isChineseTerminator(endingAt end: Int, in text: Span<UInt8>) -> Bool {
    guard end >= 3 else { return false }
    let (a, b, c) = (text[end - 3], text[end - 2], text[end - 1])
    return (a == 0xE3 && b == 0x80 && c == 0x82) || (a == 0xEF && b == 0xBC && (c == 0x81 || c == 0x9F))
  }

  /// Whether what follows belongs to the sentence: a closing mark, or another full stop.
  private static func isChineseCloser(_ position: Int, in text: Span<UInt8>) -> Bool {
    let byte = text[position]
    if byte < 0x80 { return [0x22, 0x27, 0x29, 0x5D, 0x2A, 0x5F].contains(byte) }
    guard position + 3 <= text.count else { return false }
    return isChineseTerminator(endingAt: position + 3, in: text)
      || closerWidth(endingAt: position + 3, in: text) == 3
  }

  /// The bytes of the closing quotation mark, bracket or mark-up character that ends at `end`; 0 if none does.
  private static func closerWidth(endingAt end: Int, in text: Span<UInt8>) -> Int {
    switch text[end - 1] {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0x2A, 0x5F, 0x60, 0x7E: return 1
    case 0x99, 0x9D, 0x8D, 0x8F, 0x89:
      guard end >= 3 else { return 0 }
      let (a, b, c) = (text[end - 3], text[end - 2], text[end - 1])
      if a == 0xE2, b == 0x80, c == 0x99 || c == 0x9D { return 3 }
      if a == 0xE3, b == 0x80, c == 0x8D || c == 0x8F { return 3 }
      return a == 0xEF && b == 0xBC && c == 0x89 ? 3 : 0
    default: return 0
    }
  }

  /// The longest abbreviation, in bytes.
  private static let longestAbbreviation = 6

  /// Abbreviations, as ``isAbbreviation(endingAt:in:)`` packs their bytes.
  static let abbreviations: [UInt64] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "cf", "no", "fig", "inc", "ltd", "co",
    "jr", "sr", "u.s", "u.k", "a.m", "p.m", "approx", "dept", "est", "al", "ph.d", "gen", "sen", "rep",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

  /// Whether the full stop at `stop` belongs to an abbreviation, an initial or a list number.
  private static func isAbbreviation(endingAt stop: Int, in text: Span<UInt8>) -> Bool {
    // Up to eight bytes, of which none is 0, the last the lowest.
    var word: UInt64 = 0
    var isNumber = true
    var start = stop
    while start > 0, stop - start < 8 {
      var byte = text[start - 1]
      if isLetter(byte) {
        byte |= 0x20
        isNumber = false
      } else if byte == 0x2E {
        isNumber = false
      } else if !isDigit(byte) {
        break
      }
      word |= UInt64(byte) << UInt64(8 * (stop - start))
      start -= 1
    }
    guard start < stop else { return false }
    let last = text[stop - 1]
    if stop - start == 1, isLetter(last), last & 0x20 == 0 {
      // A capital letter alone is an initial, but the pronoun I ends sentences.
      return last != UInt8(ascii: "I")
    }
    if isNumber {
      var index = start
      while index > 0, text[index - 1] == 0x20 || text[index - 1] == 0x09 { index -= 1 }
      return index == 0 || text[index - 1] == 0x0A || text[index - 1] == 0x0D
    }
    return stop - start <= longestAbbreviation && abbreviations.contains(word)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  static func hasContent(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    for index in range where text[index] >= 0x80 || isLetter(text[index]) || isDigit(text[index]) {
      return true
    }
    return false
  }

  /// Calls `body` with each sentence that has content, in order, without white space at its edges, until it
  /// returns false.
  static func forEach(in text: Span<UInt8>, _ body: (Range<Int>) -> Bool) {
    var start = 0
    var cursor = BreakCursor()
    while start < text.count {
      let end = cursor.next(from: start + 1, in: text)
      if hasContent(start..<end, in: text), !body(trimmed(start..<end, in: text)) { return }
      start = end
    }
  }

  /// From the start of the first to the end of the `count`th sentence.
  ///
  /// - Complexity: O(*n*) in the bytes of these sentences.
  static func first(_ count: Int, in text: Span<UInt8>) -> Range<Int> {
    var result: Range<Int>?
    var found = 0
    forEach(in: text) { sentence in
      result = (result?.lowerBound ?? sentence.lowerBound)..<sentence.upperBound
      found += 1
      return found < count
    }
    return result ?? 0..<0
  }

  /// The sentence around `range`, as far as it lies within `limit` bytes on either side.
  static func around(_ range: Range<Int>, limit: Int, in text: Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    let least = max(0, start - limit)
    while start > least, !isBreak(at: start, in: text) { start -= 1 }
    var end = max(range.upperBound, min(range.lowerBound + 1, text.count))
    let most = min(text.count, end + limit)
    while end < most, !isBreak(at: end, in: text) { end += 1 }
    return start..<end
  }

  static func trimmed(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(text[start]) { start += 1 }
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }
}
