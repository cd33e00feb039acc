/// Columns that text takes in a terminal, and text made safe for one.
enum DisplayWidth {
  /// The columns of `text`: two for East Asian wide characters and emoji, none for marks.
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// `text` cut to `columns`, with an ellipsis where something was cut.
  static func shortened(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    var result = ""
    var used = 0
    for character in text {
      used += width(character)
      if used > columns - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `text` without what a terminal would obey: control characters and direction overrides become
  /// U+FFFD.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
          case .format where scalar != "\u{200D}": "\u{FFFD}"
          default: scalar
          }
        }))
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return first.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
