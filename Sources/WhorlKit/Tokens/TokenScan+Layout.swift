/// The marks that only a line start can hold.
extension TokenScan {
  /// Appends the layout marks of the line that begins at `index`; the offset after them.
  mutating func scanLineStart(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    var position = LineSyntax.afterBlanks(text, from: index)
    var isQuoted = false
    while position < text.count, text[position] == 0x3E, fence?.isQuoted ?? true,
      LineSyntax.isPure(text, at: position)
    {
      append(0x3E, .blockQuote, at: position, &tokens)
      isQuoted = true
      position = LineSyntax.afterBlanks(text, from: position + 1)
    }
    guard position < text.count else { return position }
    if let fence { return closeFence(fence, text, at: position, &tokens) }

    let byte = text[position]
    switch byte {
    case 0x23: return scanHeading(text, at: position, &tokens)  // #
    case 0x2A, 0x2D, 0x5F:  // * - _
      if let end = horizontalRuleEnd(text, at: position, byte) {
        append(0x2D2D2D, count: 3, .horizontalRule, position, end, &tokens)
        return end
      }
      return scanBullet(text, at: position, &tokens)
    case 0x2B, 0xE2: return scanBullet(text, at: position, &tokens)  // + • ‣ ◦ ▪ –
    case 0x30...0x39: return scanOrdinal(text, at: position, &tokens)
    case 0x60, 0x7E: return openFence(text, at: position, byte, isQuoted, &tokens)  // ` ~
    case 0x7C:  // |
      isTableLine = LineSyntax.isPure(text, at: position)
      return position
    default: return position
    }
  }

  private func scanHeading(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    var end = index
    while end < text.count, text[end] == 0x23, end - index < 7 { end += 1 }
    guard end - index <= 6, LineSyntax.isBlank(text, at: end) else { return index }
    append(TokenHash.bytes(text, index, end, kind: .heading), .heading, .none, index, end, &tokens)
    return end
  }

  private func horizontalRuleEnd(_ text: Span<UInt8>, at index: Int, _ byte: UInt8) -> Int? {
    var end = index
    var marks = 0
    var position = index
    while position < text.count {
      if text[position] == byte {
        marks += 1
        end = position + 1
      } else if !LineSyntax.isBlank(text, at: position) {
        break
      }
      position += 1
    }
    return marks >= 3 && LineSyntax.isLineEnd(text, at: position) ? end : nil
  }

  private func scanBullet(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    let scalar = DecodedScalar(text, at: index)
    let end = index + scalar.length
    switch scalar.value {
    case 0x2A, 0x2B, 0x2D, 0x2013, 0x2022, 0x2023, 0x25AA, 0x25E6: break
    default: return index
    }
    guard LineSyntax.isBlank(text, at: end) else { return index }
    append(TokenHash.bytes(text, index, end, kind: .bullet), .bullet, .none, index, end, &tokens)
    return end
  }

  private func scanOrdinal(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    var end = index
    while end < text.count, text[end] &- 0x30 < 10, end - index < 10 { end += 1 }
    guard end - index <= 9, end < text.count, text[end] == 0x2E || text[end] == 0x29,
      LineSyntax.isBlank(text, at: end + 1)
    else { return index }
    append(0x30 | UInt64(text[end]) << 8, count: 2, .ordinalMarker, index, end + 1, &tokens)
    return end + 1
  }

  private mutating func openFence(
    _ text: Span<UInt8>, at index: Int, _ byte: UInt8, _ isQuoted: Bool, _ tokens: inout [Token]
  ) -> Int {
    let length = LineSyntax.runLength(text, at: index, of: byte, limit: text.count)
    guard length >= 3 else { return index }
    if byte == 0x60 {
      // Backticks later in the line make it a code span (CommonMark 0.31, section 4.5).
      var position = index + length
      while !LineSyntax.isLineEnd(text, at: position) {
        if text[position] == 0x60 { return index }
        position += 1
      }
    }
    fence = Fence(character: byte, length: length, isQuoted: isQuoted)
    append(UInt64(byte) &* 0x010101, count: 3, .codeFence, index, index + length, &tokens)
    return index + length
  }

  private mutating func closeFence(
    _ open: Fence, _ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]
  ) -> Int {
    let length = LineSyntax.runLength(text, at: index, of: open.character, limit: text.count)
    let end = index + length
    guard length >= open.length, LineSyntax.isLineEnd(text, at: LineSyntax.afterBlanks(text, from: end))
    else { return index }
    fence = nil
    append(UInt64(open.character) &* 0x010101, count: 3, .codeFence, index, end, &tokens)
    return end
  }
}
