import WhorlKit

/// Finds sentences that are there already, letter case and white space aside.
///
/// Most texts have none. So each sentence gets a key first of which only its ends are read; those whose key no other
/// has are passed over, and the rest are compared as a whole, by their hashes.
struct RepeatedSentences {
  /// The keys of sentences that are long enough, and others behind them.
  private var keys: [UInt64] = []
  private var known = RepeatedKeys()
  /// A sentence with white space as single spaces and letters in lower case, and other bytes behind it.
  private var folded: [UInt8] = []

  /// The places of sentences of at least `minimumWords` words that stand at least `minimumCount` times, without the
  /// first of each.
  ///
  /// - Parameters:
  ///   - all: All sentences of the text.
  ///   - isFiltered: Whether sentences are told apart by their ends first; hits are the same.
  /// - Complexity: O(*n* + *s* log *s*) for *n* bytes and *s* sentences.
  mutating func hits(
    of all: [Range<Int>], in text: Span<UInt8>, minimumWords: Int, minimumCount: Int, isFiltered: Bool
  ) -> [Range<Int>] {
    guard isFiltered, minimumCount > 1 else { return repeats(of: all, in: text, minimumWords, minimumCount) }
    known.removeAll()
    if keys.count < all.count { keys = [UInt64](repeating: 0, count: max(all.count, 2 * keys.count)) }
    let (count, mayRepeat) = Self.note(all, in: text, minimumWords, &keys, &known)
    guard mayRepeat else { return [] }
    let sorted = keys[..<count].sorted()
    var repeated: [UInt64] = []
    for index in sorted.indices.dropFirst()
    where sorted[index] == sorted[index - 1] && repeated.last != sorted[index] {
      repeated.append(sorted[index])
    }
    if repeated.isEmpty { return [] }
    var sentences: [Range<Int>] = []
    var index = 0
    for sentence in all where sentence.count >= minimumWords {
      if Self.contains(keys[index], in: repeated) { sentences.append(sentence) }
      index += 1
    }
    return repeats(of: sentences, in: text, minimumWords, minimumCount)
  }

  /// Writes the keys of the sentences that may have so many words, of which each has a byte or more.
  ///
  /// - Returns: The number of keys, and whether some may be the same.
  private static func note(
    _ all: [Range<Int>], in text: Span<UInt8>, _ minimumWords: Int, _ keys: inout [UInt64],
    _ known: inout RepeatedKeys
  ) -> (count: Int, mayRepeat: Bool) {
    var keys = keys.mutableSpan
    var (count, mayRepeat) = (0, false)
    for sentence in all where sentence.count >= minimumWords {
      let key = Self.key(of: sentence, in: text)
      if known.insert(key) { mayRepeat = true }
      keys[count] = key
      count += 1
    }
    return (count, mayRepeat)
  }

  private mutating func repeats(
    of sentences: [Range<Int>], in text: Span<UInt8>, _ minimumWords: Int, _ minimumCount: Int
  ) -> [Range<Int>] {
    var places: [UInt64: Int] = [:]
    var repeats: [(range: Range<Int>, key: UInt64)] = []
    for sentence in sentences {
      let part = text.extracting(sentence)
      guard TextDetectors.words(in: part, atMost: minimumWords) >= minimumWords else { continue }
      if folded.count < part.count {
        folded = [UInt8](repeating: 0, count: max(part.count, 2 * folded.count))
      }
      let length = Self.fold(part, into: &folded)
      let key = StableHash.bytes(folded.span.extracting(0..<length), seed: 0)
      let count = places[key, default: 0] + 1
      places[key] = count
      if count > 1 { repeats.append((sentence, key)) }
    }
    return repeats.filter { places[$0.key, default: 0] >= minimumCount }.map(\.range)
  }

  /// Writes a sentence, white space as single spaces and letters in lower case, to room for as many bytes.
  ///
  /// - Returns: The number of bytes.
  private static func fold(_ sentence: Span<UInt8>, into folded: inout [UInt8]) -> Int {
    var folded = folded.mutableSpan
    var count = 0
    for index in sentence.indices {
      var byte = sentence[index]
      if TextDetectors.isSpace(byte) {
        if count > 0, folded[count - 1] == 0x20 { continue }
        byte = 0x20
      } else if byte &- 0x41 < 26 {
        byte |= 0x20
      }
      folded[count] = byte
      count += 1
    }
    return count
  }

  /// Whether an ascending list holds `key`.
  private static func contains(_ key: UInt64, in keys: [UInt64]) -> Bool {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key
  }

  private static let spaces: UInt64 = 0x2020_2020_2020_2020
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// What a sentence shares with all that are the same as it: a hash of its first 16 bytes, runs of white space being
  /// one space, and of the last eight of its last word. Bytes that differ in 0x20 only are not told apart.
  ///
  /// Eight bytes are looked at together (Lamport 1975, doi:10.1145/360933.360994).
  static func key(of sentence: Range<Int>, in text: Span<UInt8>) -> UInt64 {
    let bytes = text.bytes
    let (start, end) = (sentence.lowerBound, sentence.upperBound)
    var (first, second): (UInt64, UInt64) = (0, 0)
    var isPlain = false
    if end - start >= 16 {
      first = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
      second = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
      let marks = spaceOrControl(first)
      let moreMarks = spaceOrControl(second)
      // All of these are single spaces.
      isPlain =
        holdsNoControl(first) && holdsNoControl(second) && marks & (marks << 8) == 0
        && moreMarks & (moreMarks << 8) == 0 && marks >> 63 & (moreMarks >> 7) & 1 == 0
    }
    if !isPlain { (first, second) = opening(of: sentence, in: text) }
    var last: UInt64 = 0
    if end - start >= 8 {
      let eight = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
      let marks = spaceOrControl(eight)
      let kept = marks == 0 ? 8 : marks.leadingZeroBitCount / 8
      last = kept == 0 ? 0 : (eight | spaces) >> UInt64(64 - 8 * kept)
    } else {
      var place = end
      while place > start, text[place - 1] > 0x20 {
        place -= 1
        last = last << 8 | UInt64(text[place] | 0x20)
      }
    }
    var hash = StableHash.combine(0, first | spaces)
    hash = StableHash.combine(hash, second | spaces)
    return StableHash.finalize(StableHash.combine(hash, last))
  }

  /// The first 16 bytes, runs of white space being one space, and zeros where there are no more.
  private static func opening(of sentence: Range<Int>, in text: Span<UInt8>) -> (UInt64, UInt64) {
    var (first, second): (UInt64, UInt64) = (0, 0)
    var count: UInt64 = 0
    var index = sentence.lowerBound
    while index < sentence.upperBound, count < 16 {
      var byte = text[index]
      index += 1
      if TextDetectors.isSpace(byte) {
        byte = 0x20
        while index < sentence.upperBound, TextDetectors.isSpace(text[index]) { index += 1 }
      }
      if count < 8 {
        first |= UInt64(byte) << (8 * count)
      } else {
        second |= UInt64(byte) << (8 * (count - 8))
      }
      count += 1
    }
    return (first, second)
  }

  /// The highest bit of each byte that is a space or below.
  private static func spaceOrControl(_ eight: UInt64) -> UInt64 {
    ~(((eight & ~highBits) &+ ones &* 0x5F) | eight) & highBits
  }

  /// Whether no byte is below a space.
  private static func holdsNoControl(_ eight: UInt64) -> Bool {
    (((eight & ~highBits) &+ ones &* 0x60) | eight) & highBits == highBits
  }
}
