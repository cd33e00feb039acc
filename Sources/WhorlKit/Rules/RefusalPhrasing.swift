/// How a model words its refusals: in how many of them the first sentence holds which runs of words.
///
/// Runs of one to three words, the start of the sentence counting as one, are hashed into ``bucketCount`` counters, so
/// that the size is bounded, and sums over documents are exact: adding is associative and commutative.
///
/// First sentences of refusals are near-fixed strings of a model, and tell models apart from a handful of them; no text
/// is kept.
public struct RefusalPhrasing: Sendable, Equatable {
  /// Refusals that were counted.
  public internal(set) var refusals: UInt64 = 0
  /// For each counter the refusals with a run of words that is hashed to it.
  public internal(set) var counts: [UInt64]

  /// The number of counters.
  public static let bucketCount = 2048
  /// The words of a sentence that are looked at.
  public static let wordLimit = 40
  /// The fewest refusals on either side from which phrasing is compared.
  public static let fewestRefusals: UInt64 = 3

  private static let longestRun = 3
  private static let startHash = StableHash.finish(StableHash.tokenSeed, length: 0)

  /// Of no refusal.
  public init() { counts = [UInt64](repeating: 0, count: Self.bucketCount) }

  /// Counts a refusal by its first sentence, as UTF-8.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public mutating func add(_ sentence: Span<UInt8>) {
    refusals += 1
    let words = [Self.startHash] + Self.words(of: sentence)
    var buckets: Set<Int> = []
    for start in words.indices {
      var hash = StableHash.tokenSeed
      for length in 1...Self.longestRun where start + length <= words.count {
        hash = StableHash.combine(hash, words[start + length - 1])
        buckets.insert(Int(StableHash.finish(hash, length: length) % UInt64(Self.bucketCount)))
      }
    }
    for bucket in buckets { counts[bucket] += 1 }
  }

  /// Adds the refusals of `other`.
  public mutating func merge(_ other: RefusalPhrasing) {
    refusals += other.refusals
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// How alike two models word their refusals: the cosine of the square roots of the shares of refusals, from 0 to 1.
  ///
  /// A value to rank references by, and no probability. Square roots keep what every refusal of a model has from
  /// drowning the rest, as in Hellinger's distance.
  ///
  /// - Returns: nil where either side has fewer than ``fewestRefusals`` refusals.
  public func likeness(to other: RefusalPhrasing) -> Double? {
    guard min(refusals, other.refusals) >= Self.fewestRefusals else { return nil }
    var (product, own, others) = (0.0, 0.0, 0.0)
    for (a, b) in zip(counts, other.counts) {
      product += (Double(a) * Double(b)).squareRoot()
      own += Double(a)
      others += Double(b)
    }
    guard own > 0, others > 0 else { return nil }
    return min(1, product / (own * others).squareRoot())
  }

  /// The hashes of the words of a sentence: runs of ASCII letters, digits and apostrophes in lower case, and each
  /// other character by itself; typographic apostrophes are straight ones.
  private static func words(of text: Span<UInt8>) -> [UInt64] {
    var words: [UInt64] = []
    var index = 0
    while index < text.count, words.count < wordLimit {
      var state = StableHash.tokenSeed
      var length = 0
      while index < text.count {
        if isApostrophe(at: index, in: text) {
          state = StableHash.combine(state, 0x27)
          index += 3
        } else {
          let byte = text[index]
          guard byte == 0x27 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) else {
            break
          }
          state = StableHash.combine(state, UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte))
          index += 1
        }
        length += 1
      }
      if length == 0, index < text.count {
        let byte = text[index]
        let width = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        if byte >= 0xC0 {
          for offset in index..<min(text.count, index + width) {
            state = StableHash.combine(state, UInt64(text[offset]))
          }
          length = width
        }
        index += width
      }
      if length > 0 { words.append(StableHash.finish(state, length: length)) }
    }
    return words
  }

  private static func isApostrophe(at index: Int, in text: Span<UInt8>) -> Bool {
    index + 3 <= text.count && text[index] == 0xE2 && text[index + 1] == 0x80 && text[index + 2] == 0x99
  }
}
