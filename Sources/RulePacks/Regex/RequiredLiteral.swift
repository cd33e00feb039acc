/// A text that a match of a pattern holds, and whether a word begins or ends at its edges.
struct RequiredLiteral: Hashable {
  /// Its bytes, ASCII letters in lower case.
  var bytes: [UInt8]
  /// Whether the pattern has `\b` right before it, or no letter or digit may stand there.
  var hasBoundaryBefore: Bool
  /// Whether the pattern has `\b` right behind it.
  var hasBoundaryAfter: Bool

  /// What stands for `\b` among the bytes of a run; no byte of UTF-8.
  static let boundary: UInt8 = 0xFF
  /// What stands for a place before which no letter or digit is; no byte of UTF-8 either.
  static let edge: UInt8 = 0xFE

  /// The text of a run of a pattern, in which ``boundary`` and ``edge`` stand for assertions.
  ///
  /// - Parameter isAfterWord: Whether a letter or digit may stand before it.
  init(run: [UInt8], isAfterWord: Bool) {
    bytes = run.filter { $0 < Self.edge }
    let marks = run.prefix { $0 >= Self.edge }
    // A letter with none before it begins a word; what else follows an edge tells nothing of what is before.
    let beginsWithLetter = bytes.first.map(Self.isLetterOrDigit) ?? false
    hasBoundaryBefore =
      marks.contains(Self.boundary) || (beginsWithLetter && (!isAfterWord || marks.contains(Self.edge)))
    hasBoundaryAfter = run.reversed().prefix { $0 >= Self.edge }.contains(Self.boundary)
  }

  /// Where keys of the text may begin that are found by looking at anchors only: the start of a word, that of a
  /// character beyond ASCII, and marks. Keys have two bytes or more.
  var anchors: [Int] { (0..<max(0, count - 1)).filter(isAnchor) }

  /// Whether there are any ``anchors``.
  var hasAnchor: Bool { (0..<max(0, count - 1)).contains(where: isAnchor) }

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

  /// Where in this text `other` stands whenever this one does, its word edges too; nil if nowhere.
  func offset(of other: RequiredLiteral) -> Int? {
    guard other.count <= count else { return nil }
    for offset in 0...(count - other.count) where bytes[offset...].starts(with: other.bytes) {
      let end = offset + other.count
      let before = !other.hasBoundaryBefore || (offset == 0 ? hasBoundaryBefore : isBoundary(offset))
      let after = !other.hasBoundaryAfter || (end == count ? hasBoundaryAfter : isBoundary(end))
      if before, after { return offset }
    }
    return nil
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
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
  }
}
