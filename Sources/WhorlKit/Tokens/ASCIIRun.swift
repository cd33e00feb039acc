/// A word or number of ASCII characters that begins with a letter or digit: the fast path.
///
/// The result is that of ``Segment`` and ``FoldedWordHash`` on the same bytes.
struct ASCIIRun {
  /// The offset after the last byte.
  let end: Int
  let hash: UInt64
  let casing: Casing
  let isWord: Bool

  /// Reads the run at `start`; nil if the segment goes on with what is not ASCII or with `_`, which
  /// the general path must read.
  ///
  /// - Precondition: An ASCII letter or digit stands at `start`.
  /// - Complexity: O(n), eight bytes a step.
  @inline(__always)
  init?(_ text: Span<UInt8>, at start: Int) {
    let word = text.littleEndianWord(at: start)
    let mask = ASCIIMask(word)
    let length = mask.runLength
    if length < 8 {
      switch Self.ending(text, at: start &+ length) {
      case .general: return nil
      case .boundary:
        let inside = ASCIIMask.bytes(length)
        let letters = mask.letters & inside
        let upper = mask.upper & inside
        self.init(
          end: start &+ length,
          hash: TokenHash.short(mask.folded(word) & inside, count: length, kind: .word),
          casing: CasingTally.casing(letters: letters, upper: upper), isWord: letters != 0)
        return
      case .joint: break
      }
    }
    guard let end = Self.longEnd(text, at: start) else { return nil }
    self.init(long: text, start, end)
  }

  private enum Ending { case boundary, joint, general }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// What stands after a run of letters and digits that ends at `index`: a boundary, or a character
  /// that joins it to another run by WB6, WB7, WB11 and WB12.
  @inline(__always)
  private static func ending(_ text: Span<UInt8>, at index: Int) -> Ending {
    guard index < text.count else { return .boundary }
    let byte = text[index]
    if byte == 0x20 { return .boundary }
    // What joins two runs of ASCII stands right between them.
    if byte < 0x80, byte != 0x5F, index &+ 1 < text.count, text[index &+ 1] <= 0x20 { return .boundary }
    return otherEnding(text, at: index, byte)
  }

  private static func otherEnding(_ text: Span<UInt8>, at index: Int, _ byte: UInt8) -> Ending {
    let joinsLetters: Bool
    let joinsDigits: Bool
    switch byte {
    case 0x27, 0x2E: (joinsLetters, joinsDigits) = (true, true)  // ' .
    case 0x2C, 0x3B: (joinsLetters, joinsDigits) = (false, true)  // , ;
    case 0x3A: (joinsLetters, joinsDigits) = (true, false)  // :
    case 0x5F: return .general  // _
    case 0x80...:
      // Only these break after a letter or digit whatever follows.
      switch UnicodeProperties(DecodedScalar(text, at: index).value).wordBreak {
      case .other, .newline, .regionalIndicator, .katakana, .wordSegmentSpace: return .boundary
      default: return .general
      }
    default: return .boundary
    }
    guard index + 1 < text.count else { return .boundary }
    let before = text[index - 1]
    let after = text[index + 1]
    if after >= 0x80 { return .general }
    if joinsLetters, isLetter(before), isLetter(after) { return .joint }
    if joinsDigits, isDigit(before), isDigit(after) { return .joint }
    return .boundary
  }

  /// The end of a run that is longer than one word of memory or has joints.
  private static func longEnd(_ text: Span<UInt8>, at start: Int) -> Int? {
    var index = start
    while true {
      let length = ASCIIMask(text.littleEndianWord(at: index)).runLength
      index += length
      if length == 8 { continue }
      switch ending(text, at: index) {
      case .boundary: return index
      case .joint: index += 1
      case .general: return nil
      }
    }
  }

  @inline(__always)
  private init(long text: Span<UInt8>, _ start: Int, _ end: Int) {
    if end &- start > 8, end &- start <= 16 {
      self.init(twoWords: text, start, end)
    } else {
      self.init(words: text, start, end)
    }
  }

  /// A run of nine to sixteen letters and digits and joints.
  @inline(__always)
  private init(twoWords text: Span<UInt8>, _ start: Int, _ end: Int) {
    let word = text.littleEndianWord(at: start)
    let later = text.littleEndianWord(at: start &+ 8)
    let (mask, laterMask) = (ASCIIMask(word), ASCIIMask(later))
    let inside = ASCIIMask.bytes(end &- start &- 8)
    let laterLetters = laterMask.letters & inside
    var tally = CasingTally()
    tally.add(letters: mask.letters, upper: mask.upper)
    tally.add(letters: laterLetters, upper: laterMask.upper & inside)
    let state = StableHash.combine(
      StableHash.combine(StableHash.tokenSeed, mask.folded(word)), laterMask.folded(later) & inside)
    self.init(
      end: end, hash: StableHash.finish(state, length: end &- start), casing: tally.casing,
      isWord: mask.letters | laterLetters != 0)
  }

  private init(words text: Span<UInt8>, _ start: Int, _ end: Int) {
    var state = StableHash.tokenSeed
    var tally = CasingTally()
    var allLetters: UInt64 = 0
    var index = start
    while index < end {
      let inside = ASCIIMask.bytes(min(end - index, 8))
      let word = text.littleEndianWord(at: index)
      let mask = ASCIIMask(word)
      let letters = mask.letters & inside
      tally.add(letters: letters, upper: mask.upper & inside)
      allLetters |= letters
      state = StableHash.combine(state, mask.folded(word) & inside)
      index += 8
    }
    let hash = StableHash.finish(state, length: end - start)
    self.init(end: end, hash: hash, casing: tally.casing, isWord: allLetters != 0)
  }

  @inline(__always)
  private init(end: Int, hash: UInt64, casing: Casing, isWord: Bool) {
    self.end = end
    self.hash = hash
    self.casing = casing
    self.isWord = isWord
  }
}
