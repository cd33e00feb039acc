extension TokenKind {
  /// The kind of a character that is neither word, number, ideograph, emoji nor layout.
  @inline(__always)
  static func ofSingle(_ scalar: UInt32, _ category: CharacterCategory) -> TokenKind {
    switch scalar {
    case 0x22: .straightDoubleQuote
    case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: .curlyDoubleQuote
    case 0x27: .straightSingleQuote
    case 0x2018, 0x2019, 0x201A, 0x2039, 0x203A: .curlySingleQuote
    case 0x2D, 0x2010, 0x2011: .hyphen
    case 0x2013: .enDash
    case 0x2014, 0x2015: .emDash
    case 0x2026: .ellipsis
    case 0x2C, 0xFF0C, 0x3001: .comma
    case 0x2E, 0x3002: .period
    case 0x3A, 0xFF1A: .colon
    case 0x3B, 0xFF1B: .semicolon
    case 0x3F, 0xFF1F: .questionMark
    case 0x21, 0xFF01: .exclamationMark
    default: ofCategory(category)
    }
  }

  @inline(__always)
  private static func ofCategory(_ category: CharacterCategory) -> TokenKind {
    switch category {
    case .punctuation: .punctuation
    case .bracket: .bracket
    case .symbol: .symbol
    case .letter: .word
    case .number: .number
    case .other, .mark, .separator: .control
    }
  }
}
