/// A text that a match of a pattern holds, and whether a word begins or ends at its edges.
struct RequiredLiteral: Hashable {
  /// Its bytes, ASCII letters in lower case.
  let bytes: [UInt8]
  /// Whether the pattern has `\b` right before it, or no letter or digit may stand there.
  let hasBoundaryBefore: Bool
  /// Whether the pattern has `\b` right behind it.
  private(set) var hasBoundaryAfter: Bool
  /// About how often it comes up at a byte of English text, and the rarest run of four of its bytes does.
  let frequency: Double
  let keyFrequency: Double

  /// What stands for `\b` among the bytes of a run; no byte of UTF-8.
  static let boundary: UInt8 = 0xFF
  /// What stands for a place before which no letter or digit is; no byte of UTF-8 either.
  static let edge: UInt8 = 0xFE

  /// The text of a run of a pattern, in which ``boundary`` and ``edge`` stand for assertions.
  ///
  /// - Parameter isAfterWord: Whether a letter or digit may stand before it.
  init(run: [UInt8], isAfterWord: Bool) {
    // Plain loops, here and below: there are tens of thousands of texts, and builds without optimisation take long
    // over generic code.
    var (start, end) = (0, run.count)
    var (boundaryBefore, edgeBefore, boundaryAfter) = (false, false, false)
    while start < end, run[start] >= Self.edge {
      if run[start] == Self.boundary { boundaryBefore = true } else { edgeBefore = true }
      start += 1
    }
    while end > 0, run[end - 1] >= Self.edge {
      if run[end - 1] == Self.boundary { boundaryAfter = true }
      end -= 1
    }
    var marksInside = false
    var index = start
    while index < end {
      if run[index] >= Self.edge { marksInside = true }
      index += 1
    }
    if marksInside {
      bytes = run.filter { $0 < Self.edge }
    } else {
      bytes = start == 0 && end == run.count ? run : start < end ? Array(run[start..<end]) : []
    }
    // A letter with none before it begins a word; what else follows an edge tells nothing of what is before.
    let beginsWithLetter = start < run.count && Self.isLetterOrDigit(run[start])
    hasBoundaryBefore = boundaryBefore || (beginsWithLetter && (!isAfterWord || edgeBefore))
    hasBoundaryAfter = boundaryAfter
    frequency = RequiredText.frequency(of: bytes)
    keyFrequency = RequiredText.keyFrequency(of: bytes)
  }

  /// Frequencies follow from the bytes.
  static func == (a: RequiredLiteral, b: RequiredLiteral) -> Bool {
    a.bytes == b.bytes && a.hasBoundaryBefore == b.hasBoundaryBefore
      && a.hasBoundaryAfter == b.hasBoundaryAfter
  }

  /// One call for all bytes, where an array would make one for each.
  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(hasBoundaryBefore)
    hasher.combine(hasBoundaryAfter)
  }

  /// Where keys of the text may begin that are found by looking at anchors only: the start of a word, that of a
  /// character beyond ASCII, and marks. Keys have two bytes or more.
  var anchors: [Int] {
    var result: [Int] = []
    var offset = 0
    while offset < count - 1 {
      if isAnchor(offset) { result.append(offset) }
      offset += 1
    }
    return result
  }

  /// Whether there are any ``anchors``.
  var hasAnchor: Bool {
    var offset = 0
    while offset < count - 1 {
      if isAnchor(offset) { return true }
      offset += 1
    }
    return false
  }

  private func isAnchor(_ offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte >= 0x80 { return byte >= 0xC0 }
    guard Self.isLetterOrDigit(byte) else { return byte != 0x20 }
    return offset > 0 ? !Self.isLetterOrDigit(bytes[offset - 1]) : hasBoundaryBefore
  }

  /// The same text whatever follows it.
  var withoutBoundaryAfter: RequiredLiteral {
    var result = self
    result.hasBoundaryAfter = false
    return result
  }

  var count: Int { bytes.count }

  /// Whether `other` stands at `offset` whenever this text is there, its word edges too.
  func holds(_ other: RequiredLiteral, at offset: Int) -> Bool {
    let end = offset + other.count
    guard end <= count else { return false }
    var index = 0
    while index < other.count {
      if bytes[offset + index] != other.bytes[index] { return false }
      index += 1
    }
    let before = !other.hasBoundaryBefore || (offset == 0 ? hasBoundaryBefore : isBoundary(offset))
    let after = !other.hasBoundaryAfter || (end == count ? hasBoundaryAfter : isBoundary(end))
    return before && after
  }

  /// Whether `\b` holds between two bytes of the text, both of ASCII.
  private func isBoundary(_ position: Int) -> Bool {
    let (a, b) = (bytes[position - 1], bytes[position])
    return a < 0x80 && b < 0x80 && Self.isWord(a) != Self.isWord(b)
  }

  /// Whether a byte is an ASCII letter or digit.
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isWord(byte) && byte != 0x5F }

  /// Whether a byte is an ASCII letter, digit or underscore.
  static func isWord(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7A) || byte == 0x5F
  }
}
