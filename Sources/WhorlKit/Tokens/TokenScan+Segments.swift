/// From segments to tokens.
extension TokenScan {
  /// Appends the run of `*`, `.` or backticks at `index`, whose first character is pure; the offset
  /// after it.
  mutating func appendRun(
    _ text: Span<UInt8>, at index: Int, _ byte: UInt8, _ tokens: inout [Token]
  ) -> Int {
    let length = LineSyntax.runLength(text, at: index, of: byte, limit: text.count)
    let end = index + length
    switch byte {
    case 0x2E where length >= 3: append(0x2E2E2E, count: 3, .ellipsis, index, end, &tokens)
    case 0x2A: appendEmphasis(text, index, end, byte, &tokens)
    case 0x60 where fence == nil:
      append(TokenHash.bytes(text, index, end, kind: .codeSpan), .codeSpan, .none, index, end, &tokens)
    default:
      let kind = TokenKind.ofSingle(UInt32(byte), UnicodeProperties(UInt32(byte)).category)
      for position in index..<end { append(byte, kind, at: position, &tokens) }
    }
    return end
  }

  /// Appends a run of `*` or `_`: one delimiter, or punctuation marks where it delimits nothing.
  func appendEmphasis(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ byte: UInt8, _ tokens: inout [Token]
  ) {
    if fence == nil, end - start <= 3, !LineSyntax.isIsolated(text, start, end) {
      let kind: TokenKind = end - start == 1 ? .emphasis : .strongEmphasis
      append(TokenHash.bytes(text, start, end, kind: kind), kind, .none, start, end, &tokens)
    } else {
      for position in start..<end { append(byte, .punctuation, at: position, &tokens) }
    }
  }

  /// Appends the tokens of a segment; the offset after it.
  @inline(__always)
  mutating func append(_ segment: Segment, of text: Span<UInt8>, _ tokens: inout [Token]) -> Int {
    if !segment.first.isValid { countReplaced() }
    if segment.contents.contains(.composite) {
      appendParts(of: segment, text, &tokens)
    } else {
      appendWhole(
        segment.start, segment.end, segment.first, segment.firstProperties, segment.contents, text, &tokens)
    }
    return segment.end
  }

  /// Appends one token for a range of a segment that begins with `first`.
  mutating func appendWhole(
    _ start: Int, _ end: Int, _ first: DecodedScalar, _ properties: UnicodeProperties,
    _ contents: Segment.Contents, _ text: Span<UInt8>, _ tokens: inout [Token]
  ) {
    if properties.isIdeograph {
      appendBytes(.ideograph, start, end, text, &tokens)
    } else if properties.wordBreak.isAttaching {
      appendBytes(.control, start, end, text, &tokens)
    } else if isEmoji(text, start, end, properties, contents) {
      appendBytes(.emoji, start, end, text, &tokens)
    } else if properties.category == .letter || contents.contains(.laterLetter) {
      appendWord(text, start, end, &tokens)
    } else if contents.contains(.number) {
      appendBytes(.number, start, end, text, &tokens)
    } else if first.isValid {
      appendBytes(.ofSingle(first.value, properties.category), start, end, text, &tokens)
    } else {
      appendReplaced(text, start, end, first.length, &tokens)
    }
  }

  @inline(__always)
  private func isEmoji(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ first: UnicodeProperties, _ contents: Segment.Contents
  ) -> Bool {
    if contents.contains(.laterLetter) { return false }
    if contents.contains(.emojiMark), first.isPictographic { return true }
    return contents.contains(.indicatorPair) || isKeycap(text, start, end)
  }

  /// Whether the range is a digit, `#` or `*`, then U+FE0F U+20E3 (UTS #51, ED-14c).
  private func isKeycap(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start == 7 else { return false }
    let byte = text[start]
    guard byte &- 0x30 < 10 || byte == 0x23 || byte == 0x2A else { return false }
    return text.littleEndianWord(at: start) & ASCIIMask.bytes(7) == 0xA3_83E2_8FB8_EF00 | UInt64(byte)
  }

  private func appendBytes(
    _ kind: TokenKind, _ start: Int, _ end: Int, _ text: Span<UInt8>, _ tokens: inout [Token]
  ) {
    append(TokenHash.bytes(text, start, end, kind: kind), kind, .none, start, end, &tokens)
  }

  private func appendWord(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ tokens: inout [Token]) {
    var word = FoldedWordHash()
    var index = start
    while index < end {
      let scalar = DecodedScalar(text, at: index)
      word.add(scalar.value, UnicodeProperties(scalar.value))
      index += scalar.length
    }
    append(word.finish(), .word, word.casing, start, end, &tokens)
  }

  /// Appends invalid bytes with the marks after them, as if the bytes were U+FFFD.
  private func appendReplaced(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ invalid: Int, _ tokens: inout [Token]
  ) {
    var canonical = CanonicalHash()
    canonical.append(0xFFFD)
    var index = start + invalid
    while index < end {
      let scalar = DecodedScalar(text, at: index)
      canonical.append(scalar.value)
      index += scalar.length
    }
    append(canonical.finish() ^ TokenHash.mask(.control), .control, .none, start, end, &tokens)
  }
}
