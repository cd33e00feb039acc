/// The phrases of a text: runs of one to eight words that no sentence or line end divides.
///
/// A word is a run of ASCII letters, digits and apostrophes and of characters beyond ASCII, letters in lower case;
/// a Han character is a word of its own. A typographic apostrophe inside a word is the plain one, as it is where rules
/// are run. What stands between words is left aside. The first words of a text are phrases of another kind as well,
/// openings: many models are known by how they begin, with words that others have elsewhere.
public struct PhraseScan: Sendable {
  /// The most words of a phrase.
  public static let longest = 8

  /// The most bytes that stand before the first word of an opening: marks of headings and lists.
  public static let longestLead = 8

  /// What stands for the start of a text before the words of an opening.
  private static let start: UInt64 = 0x7374_6172_7420_6F66

  /// A word: its hash and where it stands.
  private struct Word {
    let hash: UInt64
    let range: Range<Int>
    let beginsRun: Bool
  }

  private var words: [Word] = []

  /// A scan without memory of any text.
  public init() {}

  /// Calls `body` with the hash and the bytes of each phrase of `text`, and whether it is an opening.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public mutating func forEachPhrase(
    in text: Span<UInt8>, _ body: (_ hash: UInt64, _ bytes: Range<Int>, _ isOpening: Bool) -> Void
  ) {
    findWords(in: text)
    if let first = words.first, first.range.lowerBound <= Self.longestLead {
      var hash = StableHash.combine(StableHash.tokenSeed, Self.start)
      for (index, word) in words.prefix(Self.longest).enumerated() {
        guard index == 0 || !word.beginsRun else { break }
        hash = StableHash.combine(hash, word.hash)
        body(
          StableHash.finish(hash, length: index + 2), first.range.lowerBound..<word.range.upperBound, true)
      }
    }
    for start in words.indices {
      var hash: UInt64 = StableHash.tokenSeed
      for count in 1...Self.longest {
        let index = start + count - 1
        guard index < words.count, count == 1 || !words[index].beginsRun else { break }
        hash = StableHash.combine(hash, words[index].hash)
        let range = words[start].range.lowerBound..<words[index].range.upperBound
        body(StableHash.finish(hash, length: count), range, false)
      }
    }
  }

  /// The words of a phrase in lower case.
  public mutating func words(of text: Span<UInt8>) -> [String] {
    findWords(in: text)
    return words.map { word in
      var bytes: [UInt8] = []
      var index = word.range.lowerBound
      while index < word.range.upperBound {
        let isApostrophe = Self.isApostrophe(text, at: index)
        bytes.append(isApostrophe ? 0x27 : Self.folded(text[index]))
        index += isApostrophe ? 3 : 1
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x27
  }

  /// Whether a byte begins a Chinese character or punctuation of three bytes, which end a word before them.
  private static func beginsOther(_ byte: UInt8) -> Bool { (0xE2...0xE9).contains(byte) || byte == 0xEF }

  /// Whether U+2019 stands at `index`.
  private static func isApostrophe(_ text: Span<UInt8>, at index: Int) -> Bool {
    text[index] == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x99
  }

  private mutating func findWords(in text: Span<UInt8>) {
    words.removeAll(keepingCapacity: true)
    var beginsRun = true
    var index = 0
    while index < text.count {
      let byte = text[index]
      guard Self.isWordByte(byte) else {
        if byte == 0x0A || byte == 0x2E || byte == 0x21 || byte == 0x3F { beginsRun = true }
        index += 1
        continue
      }
      let start = index
      var state = StableHash.tokenSeed
      // Bytes that are hashed.
      var length = 0
      func take(_ byte: UInt8) {
        state = StableHash.combine(state, UInt64(byte))
        length += 1
      }
      if (0xE3...0xE9).contains(byte) {
        // CJK: one character is one word; its full stops are none.
        index = min(index + 3, text.count)
        for position in start..<index { take(text[position]) }
        if byte == 0xE3, start + 1 < text.count, text[start + 1] == 0x80 {
          beginsRun = true
          continue
        }
      } else if byte == 0xEF || byte == 0xE2 {
        // Punctuation and symbols of three bytes.
        index = min(index + 3, text.count)
        continue
      } else {
        take(Self.folded(byte))
        index += 1
        while index < text.count, Self.isWordByte(text[index]) {
          if Self.isApostrophe(text, at: index), index + 3 < text.count,
            Self.isWordByte(text[index + 3]), !Self.beginsOther(text[index + 3])
          {
            take(0x27)
            index += 3
          } else if Self.beginsOther(text[index]) {
            break
          } else {
            take(Self.folded(text[index]))
            index += 1
          }
        }
      }
      words.append(
        Word(
          hash: StableHash.finish(state, length: length), range: start..<index, beginsRun: beginsRun))
      beginsRun = false
    }
  }
}
