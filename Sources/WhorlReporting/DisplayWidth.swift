/// Columns that text takes in a terminal.
enum DisplayWidth {
  /// The columns of `text`: two for East Asian wide characters (UAX #11) and emoji, none for marks.
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// `text` cut to `columns`, with an ellipsis where something was cut.
  static func shortened(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      used += width(character)
      if used > columns - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `text` cut to `columns` in its middle, for names: those of versions and sizes differ at their ends.
  static func shortenedInside(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 2 else { return shortened(text, to: columns) }
    let room = columns - 1
    var used = 0
    let head = text.prefix { character in
      used += width(character)
      return used <= (room + 1) / 2
    }
    used = of(String(head))
    let tail = text.dropFirst(head.count).reversed().prefix { character in
      used += width(character)
      return used <= room
    }
    return head + "…" + String(tail.reversed())
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      break
    }
    if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }
}
