import CUnicodeTables

/// The properties of a code point that tokenizing needs, from generated tables.
///
/// - Complexity: two loads to make one; nothing after that.
struct UnicodeProperties {
  private let word: UInt16

  @inline(__always) init(_ codePoint: UInt32) { word = whorl_unicode_properties(codePoint) }

  /// The Word_Break property (UAX #29).
  @inline(__always) var wordBreak: WordBreakClass {
    WordBreakClass(rawValue: UInt8(truncatingIfNeeded: word & 0x1F)) ?? .other
  }

  /// The coarse general category.
  @inline(__always) var category: CharacterCategory {
    CharacterCategory(rawValue: UInt8(truncatingIfNeeded: (word >> 5) & 7)) ?? .other
  }

  /// General category Ll.
  @inline(__always) var isLowercase: Bool { word & 0x300 == 0x100 }

  /// General category Lu or Lt.
  @inline(__always) var isUppercase: Bool { word & 0x300 == 0x200 }

  /// Extended_Pictographic (UTS #51).
  @inline(__always) var isPictographic: Bool { word & 0x400 != 0 }

  /// Emoji_Presentation (UTS #51).
  @inline(__always) var hasEmojiPresentation: Bool { word & 0x800 != 0 }

  /// Ideographic, or a letter of the Han, Hiragana or Katakana script, or Word_Break=Katakana.
  @inline(__always) var isIdeograph: Bool { word & 0x1000 != 0 }

  /// Whether ``folded(_:)`` changes the code point.
  @inline(__always) var changesWhenFolded: Bool { word & 0x2000 != 0 }

  /// The simple case folding of a code point (CaseFolding.txt, statuses C and S).
  @inline(__always) static func folded(_ codePoint: UInt32) -> UInt32 { whorl_unicode_folded(codePoint) }
}
