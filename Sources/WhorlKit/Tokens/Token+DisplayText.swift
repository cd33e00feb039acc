extension Token {
  /// The canonical text behind ``hash``, for people to read: a word in folded form, `⏎` for a
  /// newline, `¶` for a blank line, `�` for bytes that are not UTF-8.
  ///
  /// `text` is the text that the token was found in. A range outside it is cut to fit.
  ///
  /// - Complexity: O(n) in the bytes of the token.
  public func displayText(in text: Span<UInt8>) -> String {
    let upper = min(Int(end), text.count)
    let lower = min(Int(start), upper)
    switch kind {
    case .newline: return "⏎"
    case .blankLine: return "¶"
    case .horizontalRule: return "---"
    case .codeFence: return lower < upper && text[lower] == 0x7E ? "~~~" : "```"
    case .ordinalMarker: return lower < upper && text[upper - 1] == 0x29 ? "0)" : "0."
    case .ellipsis where lower < upper && text[lower] == 0x2E: return "..."
    default: break
    }
    var display = String.UnicodeScalarView()
    var index = lower
    while index < upper {
      let scalar = DecodedScalar(text, at: index)
      let properties = UnicodeProperties(scalar.value)
      let value = kind == .word ? FoldedWordHash.canonical(scalar.value, properties) : scalar.value
      display.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      index += scalar.length
    }
    return String(display)
  }
}
