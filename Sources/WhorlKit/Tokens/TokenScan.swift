/// One pass over one text: the state of ``Tokenizer`` between tokens.
///
/// Every token begins at a UAX #29 boundary or at a place inside a segment where
/// `appendParts(of:)` divides it.
struct TokenScan {
  /// The code fence that is open.
  struct Fence {
    let character: UInt8
    let length: Int
    /// Whether `>` stood before it, and so stands before the lines in it.
    let isQuoted: Bool
  }

  private(set) var replacedSequences = 0
  var fence: Fence?
  /// Whether the line begins with `|`.
  var isTableLine = false
  private let initialCount: Int

  /// A scan whose tokens follow `count` tokens of other texts.
  init(after count: Int) { initialCount = count }

  /// Appends all tokens of `text`, which begins a line, or goes on in one.
  mutating func run(_ text: Span<UInt8>, isLineStart: Bool = true, into tokens: inout [Token]) {
    var index = isLineStart ? scanLineStart(text, at: 0, &tokens) : 0
    while index < text.count {
      if text[index] == 0x20 {
        index += 1
        continue
      }
      if text[index] < 0x80 {
        index = ASCIITokens.scan(text, from: index, into: &tokens)
        if index == text.count { break }
      }
      let byte = text[index]
      if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 {
        if let run = ASCIIRun(text, at: index) {
          append(run.hash, run.isWord ? .word : .number, run.casing, index, run.end, &tokens)
          index = run.end
        } else {
          index = appendSegment(text, at: index, &tokens)
        }
      } else if byte == 0x20 || byte == 0x09 {
        index += 1
      } else if byte < 0x80 {
        index = scanASCII(text, at: index, byte, &tokens)
      } else {
        index = scanMultibyte(text, at: index, &tokens)
      }
    }
  }

  /// Reads an ASCII character that is no letter, digit, space or tab; the offset after it.
  @inline(__always)
  private mutating func scanASCII(
    _ text: Span<UInt8>, at index: Int, _ byte: UInt8, _ tokens: inout [Token]
  ) -> Int {
    switch byte {
    case 0x0A, 0x0D: return scanLineEnd(text, at: index, &tokens)
    case 0x5F: return appendSegment(text, at: index, &tokens)  // _
    default: break
    }
    guard LineSyntax.isPure(text, at: index) else { return appendSegment(text, at: index, &tokens) }
    switch byte {
    case 0x2A, 0x2E, 0x60: return appendRun(text, at: index, byte, &tokens)  // * . `
    case 0x7C where isTableLine:  // |
      append(byte, .tablePipe, at: index, &tokens)
    default:
      append(byte, .ofSingle(UInt32(byte), UnicodeProperties(UInt32(byte)).category), at: index, &tokens)
    }
    return index + 1
  }

  private mutating func scanMultibyte(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    let scalar = DecodedScalar(text, at: index)
    let properties = UnicodeProperties(scalar.value)
    if LineSyntax.lineEndLength(text, at: index) > 0 { return scanLineEnd(text, at: index, &tokens) }
    if properties.category == .separator { return index + scalar.length }
    return append(Segment(text, index, scalar, properties), of: text, &tokens)
  }

  /// Appends the tokens of the segment at `index`; the offset after it.
  private mutating func appendSegment(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    append(Segment(text, at: index), of: text, &tokens)
  }

  /// Appends the newline or blank line that begins with the line end at `index`, if a token stands
  /// before and after it; the offset where the next line goes on behind its marks.
  private mutating func scanLineEnd(_ text: Span<UInt8>, at index: Int, _ tokens: inout [Token]) -> Int {
    var lineEnds = 0
    var lineStart = index
    var position = index
    while position < text.count {
      let length = LineSyntax.lineEndLength(text, at: position)
      if length > 0 {
        lineEnds += 1
        position += length
        lineStart = position
      } else {
        let space = LineSyntax.spaceLength(text, at: position)
        if space == 0 { break }
        position += space
      }
    }
    if position == text.count { return position }
    isTableLine = false
    if tokens.count > initialCount {
      let kind: TokenKind = lineEnds == 1 ? .newline : .blankLine
      append(lineEnds == 1 ? 0x0A : 0x0A0A, count: min(lineEnds, 2), kind, index, lineStart, &tokens)
    }
    return scanLineStart(text, at: lineStart, &tokens)
  }

  /// Counts a sequence that was read as U+FFFD.
  @inline(__always) mutating func countReplaced() { replacedSequences += 1 }

  /// Appends a token of one ASCII character.
  @inline(__always)
  func append(_ byte: UInt8, _ kind: TokenKind, at index: Int, _ tokens: inout [Token]) {
    append(UInt64(byte), count: 1, kind, index, index + 1, &tokens)
  }

  /// Appends a token whose canonical text is the `count` bytes of a little-endian word.
  @inline(__always)
  func append(
    _ word: UInt64, count: Int, _ kind: TokenKind, _ start: Int, _ end: Int, _ tokens: inout [Token]
  ) {
    append(TokenHash.short(word, count: count, kind: kind), kind, .none, start, end, &tokens)
  }

  /// Appends a token.
  @inline(__always)
  func append(
    _ hash: UInt64, _ kind: TokenKind, _ casing: Casing, _ start: Int, _ end: Int, _ tokens: inout [Token]
  ) {
    // The tokenizer refuses texts whose offsets do not fit.
    tokens.append(
      Token(
        hash: hash, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        kind: kind, casing: casing))
  }
}
