/// The phrases of a text: runs of one to eight words that no sentence or line end divides.
///
/// A word is a run of ASCII letters, digits and apostrophes and of characters beyond ASCII, letters in lower case;
/// a Han character is a word of its own. A typographic apostrophe inside a word is the plain one, as it is where rules
/// are run. What stands between words is left aside.
public struct PhraseScan: Sendable {
  /// The most words of a phrase.
  public static let longest = 8

  /// A word: its hash and where it stands.
  private struct Word {
    let hash: UInt64
    let range: Range<Int>
    let beginsRun: Bool
  }

  private var words: [Word] = []

  /// A scan without memory of any text.
  public init() {}

  /// Calls `body` with the hash, the bytes and the number of words of each phrase of `text`.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public mutating func forEachPhrase(in text: Span<UInt8>, _ body: (UInt64, Range<Int>, Int) -> Void) {
    findWords(in: text)
    for start in words.indices {
      var hash: UInt64 = StableHash.tokenSeed
      for count in 1...Self.longest {
        let index = start + count - 1
        guard index < words.count, count == 1 || !words[index].beginsRun else { break }
        hash = StableHash.combine(hash, words[index].hash)
        let range = words[start].range.lowerBound..<words[index].range.upperBound
        body(StableHash.finish(hash, length: count), range, count)
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
