/// Segments that hold more than one token.
///
/// UAX #29 joins kana to each other and connectors (`_` and its kin, with U+202F) to what is beside
/// them. A segment is divided into clusters, each a character with the Extend, Format and ZWJ after
/// it; ideographs and marks without a base are tokens, and so are connectors at the edges of what
/// remains.
extension TokenScan {
  /// Appends the tokens of a composite segment.
  ///
  /// - Complexity: O(n) in the bytes of the segment.
  mutating func appendParts(of segment: Segment, _ text: Span<UInt8>, _ tokens: inout [Token]) {
    // Connectors from `coreEnd` on belong to the core only if more of it follows.
    var coreStart: Int?
    var coreEnd = segment.start
    var index = segment.start
    while index < segment.end {
      let properties = UnicodeProperties(DecodedScalar(text, at: index).value)
      let end = clusterEnd(text, at: index, limit: segment.end)
      if properties.isIdeograph || properties.wordBreak.isAttaching {
        appendCore(text, coreStart, coreEnd, index, &tokens)
        let kind: TokenKind = properties.isIdeograph ? .ideograph : .control
        append(TokenHash.bytes(text, index, end, kind: kind), kind, .none, index, end, &tokens)
        coreStart = nil
        coreEnd = end
      } else if properties.wordBreak != .extendNumberLetter {
        if coreStart == nil {
          appendConnectors(text, coreEnd, index, &tokens)
          coreStart = index
        }
        coreEnd = end
      }
      index = end
    }
    appendCore(text, coreStart, coreEnd, segment.end, &tokens)
  }

  /// Appends the core, if there is one, and the connectors between it and `end`.
  private mutating func appendCore(
    _ text: Span<UInt8>, _ start: Int?, _ coreEnd: Int, _ end: Int, _ tokens: inout [Token]
  ) {
    if let start {
      let first = DecodedScalar(text, at: start)
      let properties = UnicodeProperties(first.value)
      var contents = Segment.Contents(first: first.value, properties)
      var index = start + first.length
      while index < coreEnd {
        let scalar = DecodedScalar(text, at: index)
        contents.add(scalar.value, UnicodeProperties(scalar.value))
        index += scalar.length
      }
      appendWhole(start, coreEnd, first, properties, contents, text, &tokens)
    }
    appendConnectors(text, coreEnd, end, &tokens)
  }

  /// Appends the connectors of a range, which holds nothing else.
  private mutating func appendConnectors(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ tokens: inout [Token]
  ) {
    var index = start
    while index < end {
      let run = LineSyntax.runLength(text, at: index, of: 0x5F, limit: end)
      if run > 0 {
        appendEmphasis(text, index, index + run, 0x5F, &tokens)
        index += run
        continue
      }
      let clusterEnd = clusterEnd(text, at: index, limit: end)
      let scalar = DecodedScalar(text, at: index)
      if UnicodeProperties(scalar.value).category == .separator {
        // A narrow no-break space is white space; marks on it are without a base.
        let marks = index + scalar.length
        if marks < clusterEnd {
          append(
            TokenHash.bytes(text, marks, clusterEnd, kind: .control), .control, .none, marks, clusterEnd,
            &tokens)
        }
      } else {
        append(
          TokenHash.bytes(text, index, clusterEnd, kind: .punctuation), .punctuation, .none, index,
          clusterEnd, &tokens)
      }
      index = clusterEnd
    }
  }

  /// The end of the cluster at `index`: its first character, what WB4 attaches to it and what WB3c
  /// joins by ZWJ.
  private func clusterEnd(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int {
    let first = DecodedScalar(text, at: index)
    var last = UnicodeProperties(first.value).wordBreak
    var end = index + first.length
    while end < limit {
      let scalar = DecodedScalar(text, at: end)
      let properties = UnicodeProperties(scalar.value)
      let isPictograph = last == .zeroWidthJoiner && properties.isPictographic
      guard properties.wordBreak.isAttaching || isPictograph else { break }
      last = properties.wordBreak
      end += scalar.length
    }
    return end
  }
}
