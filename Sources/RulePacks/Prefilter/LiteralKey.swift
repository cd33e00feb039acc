internal import CTextScanning

/// The bytes of a text that a ``LiteralFilter`` looks for it by.
struct LiteralKey {
  /// Where they stand in the text.
  let offset: Int
  /// Their number, as its place among ``lengths``.
  let length: Int
  /// The bytes as a number, the first the lowest; the rest of the eight is 0.
  let bytes: UInt64

  /// The lengths of keys, in bytes.
  static let lengths = (0..<Int(WHORL_LITERAL_KEY_LENGTHS)).map {
    8 - whorl_literal_key_mask($0).leadingZeroBitCount / 8
  }

  /// The rarest key of `text`.
  ///
  /// - Parameter atAnchors: Whether it must begin at one of the text's anchors, of which there is one then.
  init(of text: RequiredLiteral, atAnchors: Bool) {
    var best = (offset: 0, length: 0, frequency: Double.infinity)
    let lengths = Self.lengths
    for offset in atAnchors ? text.anchors : Array(0..<max(1, text.count - 3)) {
      // At every byte the shorter ones are enough to look at.
      let available = min(text.count - offset, atAnchors ? 8 : 4)
      var length = lengths.count - 1
      while length > 0, lengths[length] > available { length -= 1 }
      let frequency = Self.frequency(of: text.bytes, offset, offset + lengths[length])
      if frequency < best.frequency { best = (offset, length, frequency) }
    }
    (offset, length) = (best.offset, best.length)
    var bytes: UInt64 = 0
    for byte in text.bytes[offset..<(offset + Self.lengths[length])].reversed() {
      bytes = bytes << 8 | UInt64(byte)
    }
    self.bytes = bytes
  }

  /// All bits of the bytes.
  var mask: UInt64 { whorl_literal_key_mask(length) }
  /// What the filter's tables know it by.
  var tag: UInt32 { whorl_literal_tag(bytes, mask) }
  /// Which word of the filter's tests tells of it, and by which bits.
  var testWord: Int { whorl_literal_test_word(bytes, length) }
  var testBits: UInt64 { whorl_literal_test_bits(bytes, length) }

  /// About how often the mark at `index` comes up there.
  private static func share(of text: [UInt8], _ index: Int, isFirst: Bool) -> Double {
    let byte = text[index]
    // Marks come in rows, and apostrophes in words.
    if !isFirst, byte < 0x80 {
      let before = text[index - 1]
      if !RequiredLiteral.isWord(before), before != 0x20 { return 0.2 }
    }
    return byte == UInt8(ascii: "'") ? 0.002 : RequiredText.frequencies[Int(byte)]
  }

  /// About how often a key comes up at a byte of English text. Only its order is used.
  private static func frequency(of text: [UInt8], _ start: Int, _ end: Int) -> Double {
    var result = 1.0
    var index = start
    while index < end {
      let first = index
      while index < end, text[index] >= 0x61, text[index] <= 0x7A { index += 1 }
      if index == first {
        if text[index] != 0x20 { result *= share(of: text, index, isFirst: index == start) }
        index += 1
        continue
      }
      if first > start, text[first - 1] == UInt8(ascii: "'") {
        // Of what apostrophes join to words most is one of a few endings.
        result *= 0.3
        continue
      }
      let perMillion =
        index < end
        ? CommonWords.perMillionBytes(text, first, index) ?? 2
        : CommonWords.perMillionBytes(beginningWith: text, first, index) + 5
      // Of the bytes behind another word about every sixth begins one.
      result *= perMillion * (first == start ? 1e-6 : 6e-6)
    }
    return result
  }
}
