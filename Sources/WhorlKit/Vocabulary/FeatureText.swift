/// What a feature looks like to a reader.
enum FeatureText {
  /// The sign for masked content.
  static let content = "•"
  /// The sign for a masked number.
  static let number = "0"
  /// The sign for a space in character n-grams, where a space at an edge would not be seen.
  static let space: Unicode.Scalar = "␣"

  /// The text of the n-gram from token `first` to `last`; for ``Channel/c4``, that ends at byte `last`.
  static func text(
    of channel: Channel, hash: UInt64, first: Int, last: Int, tokens: [Token],
    functionWords: FunctionWords, in text: Span<UInt8>
  ) -> String {
    switch channel {
    case .c4:
      return folded(text, last: last).text
    case .w1:
      return tokens[first].displayText(in: text)
    case .w2:
      return tokens[first].displayText(in: text) + " " + tokens[last].displayText(in: text)
    case .d3, .d5:
      let parts = tokens[first...last].map { masked($0, functionWords: functionWords, in: text) }
      return parts.joined(separator: " ")
    case .pos:
      let parts = tokens[first...last].map { $0.displayText(in: text) }.joined(separator: " ")
      // Where a document is as short as its closing, only the hash tells the two apart.
      let hashes = tokens[first...last].map(\.hash)
      let isOpening = NGramHash.hash(hashes.span, seed: FeatureExtractor.openingSeed) == hash
      return isOpening ? "^ " + parts : parts + " $"
    case .format:
      return ""
    }
  }

  private static func masked(
    _ token: Token, functionWords: FunctionWords, in text: Span<UInt8>
  ) -> String {
    switch token.kind {
    case .number: number
    case .word, .ideograph:
      functionWords.index.position(of: token.hash) != nil ? token.displayText(in: text) : content
    default: token.displayText(in: text)
    }
  }

  /// The byte at which the four characters that end at byte `last` begin.
  static func characterStart(_ text: Span<UInt8>, last: Int) -> Int { folded(text, last: last).start }

  /// The four characters that end at byte `last`, white space folded, and the byte where they begin: what
  /// came before is found by going back, because only a text that is asked for needs it.
  private static func folded(_ text: Span<UInt8>, last: Int) -> (text: String, start: Int) {
    var folded: [Unicode.Scalar] = []
    var end = last + 1
    while end > 0, folded.count < 4 {
      var start = end - 1
      while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
      // Bytes that are not UTF-8 are read in pieces: the one that ends here is the longest that fits.
      while start + DecodedScalar(text, at: start).length != end { start += 1 }
      let scalar = DecodedScalar(text, at: start)
      let isSpace = TextNormalization.whiteSpaceWidth(in: text, at: start, limit: text.count) > 0
      if !(isSpace && folded.last == space) {
        folded.append(isSpace ? space : Unicode.Scalar(scalar.value) ?? "\u{FFFD}")
      }
      end = start
    }
    return (String(String.UnicodeScalarView(folded.reversed())), end)
  }
}
