/// What a feature looks like to a reader.
enum FeatureText {
  /// The sign for masked content.
  static let content = "•"
  /// The sign for a masked number.
  static let number = "0"
  /// The sign for a space in character n-grams, where a space at an edge would not be seen.
  static let space = "␣"

  /// The text of the n-gram from token (for ``Channel/c4``: byte) `first` to `last`.
  static func text(
    of channel: Channel, first: Int, last: Int, tokens: [Token], functionWords: FunctionWords,
    in text: Span<UInt8>
  ) -> String {
    switch channel {
    case .c4:
      return folded(text, first: first, last: last)
    case .w1:
      return tokens[first].displayText(in: text)
    case .w2:
      return tokens[first].displayText(in: text) + " " + tokens[last].displayText(in: text)
    case .d3, .d5:
      let parts = tokens[first...last].map { masked($0, functionWords: functionWords, in: text) }
      return parts.joined(separator: " ")
    case .pos:
      let parts = tokens[first...last].map { $0.displayText(in: text) }.joined(separator: " ")
      return first == 0 ? "^ " + parts : parts + " $"
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
      functionWords.table.index(of: token.hash) >= 0 ? token.displayText(in: text) : content
    default: token.displayText(in: text)
    }
  }

  private static func folded(_ text: Span<UInt8>, first: Int, last: Int) -> String {
    var bytes: [UInt8] = []
    for index in first...last { bytes.append(text[index]) }
    var result = ""
    var afterSpace = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if !(isSpace && afterSpace) { result += isSpace ? space : String(scalar) }
      afterSpace = isSpace
    }
    return result
  }
}
