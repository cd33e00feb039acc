/// The words of one text: what copied text is looked for in.
///
/// Words are the tokens of the kinds ``TokenKind/isWordLike``. Case, punctuation, layout and markup
/// between them make no difference, so that they do not end a shared run either.
public struct WordSequence: Sendable, Equatable {
  /// Words in a shingle.
  public static let shingleLength = ShingleLength.five.rawValue

  /// The hash of each word.
  public private(set) var hashes: [UInt64] = []
  /// The offset of the first byte of each word.
  public private(set) var starts: [UInt32] = []
  /// The offset behind the last byte of each word.
  public private(set) var ends: [UInt32] = []

  private static let shingleSeed = ShingleLength.five.seed
  private static let seedSeed = ShingleLength.eight.seed
  private static let contentSeed = StableHash.text("whorl/content", seed: 0)

  private var reader = WordReader()

  /// No words.
  public init() {}

  /// The words of `text`.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  public init(_ text: Span<UInt8>) throws(TokenizationError) {
    try read(text)
  }

  /// Two sequences are equal if their words stand in the same places.
  public static func == (a: WordSequence, b: WordSequence) -> Bool {
    a.hashes == b.hashes && a.starts == b.starts && a.ends == b.ends
  }

  /// The number of words.
  public var count: Int { hashes.count }

  /// Replaces the words by those of `text`.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - keepsPlaces: Whether ``starts`` and ``ends`` are filled.
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  /// - Complexity: O(n) in the bytes of `text`.
  public mutating func read(
    _ text: Span<UInt8>, keepsPlaces: Bool = true
  ) throws(TokenizationError) {
    hashes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    try reader.read(text)
    hashes += reader.hashes[..<reader.count]
    guard keepsPlaces else { return }
    let places = reader.places
    let count = reader.count
    starts.append(addingCapacity: count) { output in
      for word in 0..<count { output.append(places[2 * word]) }
    }
    ends.append(addingCapacity: count) { output in
      for word in 0..<count { output.append(places[2 * word + 1]) }
    }
  }

  /// A hash of all words in their order; never 0.
  public var contentHash: UInt64 {
    var hash = Self.contentSeed
    for word in hashes { hash = StableHash.combine(hash, word) }
    return max(1, StableHash.finish(hash, length: hashes.count))
  }

  /// ``contentHash``, and what ``StableHash/bytes(_:seed:)`` makes of `text` under the seed 0.
  ///
  /// Each is a chain in which every step waits for the one before: together they take the time of the longer one.
  func contentHash(beside text: Span<UInt8>) -> (content: UInt64, text: UInt64) {
    let raw = text.bytes
    let steps = min(hashes.count, text.count / 8)
    var (content, sum) = (Self.contentSeed, UInt64(0))
    for step in 0..<steps {
      content = StableHash.combine(content, hashes[step])
      let word = raw.unsafeLoadUnaligned(fromByteOffset: 8 * step, as: UInt64.self)
      sum = StableHash.combine(sum, UInt64(littleEndian: word))
    }
    for step in steps..<hashes.count { content = StableHash.combine(content, hashes[step]) }
    let rest = text.extracting(8 * steps..<text.count)
    return (
      max(1, StableHash.finish(content, length: hashes.count)),
      StableHash.finish(StableHash.combining(rest, into: sum), length: text.count)
    )
  }

  /// From the first byte of the first to the last byte of the last of `words`.
  ///
  /// - Precondition: `words` is not empty, and of this text.
  public func bytes(_ words: Range<Int>) -> Range<Int> {
    Int(starts[words.lowerBound])..<Int(ends[words.upperBound - 1])
  }

  /// Replaces `result` by the hashes of all shingles in order.
  public func shingles(into result: inout [UInt64]) {
    Self.nGrams(of: hashes, length: Self.shingleLength, seed: Self.shingleSeed, into: &result)
  }

  /// Replaces `result` by the hashes of all seeds in order.
  public func seeds(into result: inout [UInt64]) {
    Self.nGrams(of: hashes, length: Winnowing.seedLength, seed: Self.seedSeed, into: &result)
  }

  /// Replaces the hash of every word in `words` by 0, which no word has and which equals no other.
  mutating func mask(_ words: Range<Int>) {
    for index in words { hashes[index] = 0 }
  }

  static func nGrams(of words: [UInt64], length: Int, seed: UInt64, into result: inout [UInt64]) {
    result.removeAll(keepingCapacity: true)
    guard words.count >= length else { return }
    let (base, power) = (NGramHash.base, NGramHash.basePower(length))
    var sum: UInt64 = 0
    for index in 0..<length - 1 { sum = sum &* base &+ words[index] }
    result.append(addingCapacity: words.count - length + 1) { output in
      var leaving: UInt64 = 0
      for index in length - 1..<words.count {
        sum = sum &* base &+ words[index] &- leaving &* power
        leaving = words[index + 1 - length]
        output.append(StableHash.finalize(seed ^ sum))
      }
    }
  }
}
