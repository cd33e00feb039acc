/// The hashes of tokens, as ``Tokenizer`` defines them.
enum TokenHash {
  /// What keeps the kind apart from other kinds with the same bytes: 0 for words, numbers and
  /// ideographs.
  @inline(__always)
  static func mask(_ kind: TokenKind) -> UInt64 {
    kind.rawValue <= TokenKind.ideograph.rawValue ? 0 : StableHash.finalize(UInt64(kind.rawValue) &+ 1)
  }

  /// The hash of a token whose canonical text is `count` bytes, 1 to 8, in a little-endian word.
  @inline(__always)
  static func short(_ word: UInt64, count: Int, kind: TokenKind) -> UInt64 {
    StableHash.finish(StableHash.combine(StableHash.tokenSeed, word), length: count) ^ mask(kind)
  }

  /// The hash of a token whose canonical text is its own bytes.
  ///
  /// - Complexity: O(n), eight bytes a step.
  @inline(__always)
  static func bytes(_ text: Span<UInt8>, _ start: Int, _ end: Int, kind: TokenKind) -> UInt64 {
    var h = StableHash.tokenSeed
    var index = start
    while index < end {
      let word = text.littleEndianWord(at: index) & ASCIIMask.bytes(min(end - index, 8))
      h = StableHash.combine(h, word)
      index += 8
    }
    return StableHash.finish(h, length: end - start) ^ mask(kind)
  }
}
