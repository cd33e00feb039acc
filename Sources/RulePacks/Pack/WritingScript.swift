/// Scripts that the detector `script-leak` knows, by blocks of the Unicode Standard.
public enum WritingScript: String, Sendable, CaseIterable {
  /// Chinese characters.
  case han
  /// Cyrillic.
  case cyrillic
  /// Arabic.
  case arabic
  /// Korean.
  case hangul
  /// Japanese syllables.
  case kana
  /// Latin.
  case latin

  /// Whether `scalar` is a letter of the script.
  func contains(_ scalar: UInt32) -> Bool {
    switch self {
    case .han:
      (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar)
        || (0x20000...0x323AF).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
    case .cyrillic: (0x0400...0x052F).contains(scalar)
    case .arabic: (0x0620...0x064A).contains(scalar) || (0x066E...0x06D3).contains(scalar)
    case .hangul: (0xAC00...0xD7A3).contains(scalar)
    case .kana: (0x3041...0x3096).contains(scalar) || (0x30A1...0x30FA).contains(scalar)
    case .latin: Self.isLatin(scalar)
    }
  }

  /// The bytes that UTF-8 of a letter of the script may begin with; nil where that tells little.
  var leadBytes: ClosedRange<UInt8>? {
    switch self {
    case .han: 0xE3...0xF0
    case .cyrillic: 0xD0...0xD4
    case .arabic: 0xD8...0xDB
    case .hangul: 0xEA...0xED
    case .kana: 0xE3...0xE3
    case .latin: nil
    }
  }

  /// Whether `scalar` is a letter of the Basic Latin, Latin-1, Latin Extended-A or -B blocks.
  static func isLatin(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A }
    return (0xC0...0x24F).contains(scalar) && scalar != 0xD7 && scalar != 0xF7
  }
}
