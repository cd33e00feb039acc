/// A UAX #29 word segment and what it holds, found in one forward pass.
///
/// Scanning starts at a boundary that is not white space.
struct Segment {
  /// What a segment holds that decides its kind.
  struct Contents: OptionSet {
    let rawValue: UInt8
    /// A letter (general category L) after the first code point.
    static let laterLetter = Contents(rawValue: 1)
    /// A number (general category N).
    static let number = Contents(rawValue: 2)
    /// Emoji_Presentation or U+FE0F.
    static let emojiMark = Contents(rawValue: 4)
    /// Two Regional_Indicators.
    static let indicatorPair = Contents(rawValue: 8)
    /// Ideographs or connectors among other characters, or a mark without a base before them: more
    /// than one token.
    static let composite = Contents(rawValue: 16)
  }

  let start: Int
  let end: Int
  let first: DecodedScalar
  let firstProperties: UnicodeProperties
  let contents: Contents

  /// The segment at `start`.
  ///
  /// - Precondition: `start` is inside `text`, at a boundary.
  /// - Complexity: O(n) in the bytes of the segment and of the Extend, Format and ZWJ after it.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int) {
    let first = DecodedScalar(text, at: start)
    let properties = UnicodeProperties(first.value)
    self.init(text, start, first, properties)
  }

  init(_ text: Span<UInt8>, _ start: Int, _ first: DecodedScalar, _ firstProperties: UnicodeProperties) {
    self.start = start
    self.first = first
    self.firstProperties = firstProperties
    var contents = Contents(first: first.value, firstProperties)
    // `base` is the class that WB5 and the rules after it see to the left, `last` the code point
    // that WB3c sees.
    var base = firstProperties.wordBreak
    var last = base
    var mustJoin = false
    var indicators = base == .regionalIndicator ? 1 : 0
    var hasParts = base.isAttaching || firstProperties.isIdeograph
    var index = start + first.length
    if base == .extendNumberLetter { contents.insert(.composite) }
    while index < text.count {
      if text[index] < 0x80, !Self.joinsASCII(base) { break }
      let scalar = DecodedScalar(text, at: index)
      let properties = UnicodeProperties(scalar.value)
      let wordBreak = properties.wordBreak
      if wordBreak.isAttaching {
        if base.isLineBreak { break }
        contents.add(scalar.value, properties)
        last = wordBreak
        index += scalar.length
        continue
      }
      if last == .zeroWidthJoiner, properties.isPictographic {
        mustJoin = false
      } else {
        if mustJoin {
          mustJoin = false
        } else {
          let joint = Self.joint(text, base, wordBreak, after: index + scalar.length, indicators)
          if joint == .none { break }
          mustJoin = joint == .joinsWithNext
        }
        if wordBreak == .regionalIndicator {
          indicators += 1
          contents.insert(.indicatorPair)
        }
        if properties.isIdeograph || wordBreak == .extendNumberLetter { hasParts = true }
        if hasParts { contents.insert(.composite) }
      }
      contents.add(scalar.value, properties)
      base = wordBreak
      last = wordBreak
      index += scalar.length
    }
    end = index
    self.contents = contents
  }

  private enum Joint { case none, joins, joinsWithNext }

  /// Whether any ASCII character can join a character of the class to its left.
  @inline(__always)
  private static func joinsASCII(_ base: WordBreakClass) -> Bool {
    switch base {
    case .alphabeticLetter, .hebrewLetter, .numeric, .katakana, .extendNumberLetter: true
    // Between the two characters that WB7, WB7c and WB11 join.
    case .singleQuote, .doubleQuote, .middleLetter, .middleNumber, .middleNumberLetter: true
    default: false
    }
  }

  /// WB5 to WB16 between a character of class `left` and one of class `right` that ends at `next`.
  @inline(__always)
  private static func joint(
    _ text: Span<UInt8>, _ left: WordBreakClass, _ right: WordBreakClass, after next: Int, _ indicators: Int
  ) -> Joint {
    switch left {
    case .alphabeticLetter, .hebrewLetter:
      switch right {
      case .alphabeticLetter, .hebrewLetter, .numeric, .extendNumberLetter: return .joins
      case .middleLetter, .middleNumberLetter, .singleQuote:
        if kept(text, from: next).isLetter { return .joinsWithNext }
        return left == .hebrewLetter && right == .singleQuote ? .joins : .none
      case .doubleQuote:
        return left == .hebrewLetter && kept(text, from: next) == .hebrewLetter ? .joinsWithNext : .none
      default: return .none
      }
    case .numeric:
      switch right {
      case .alphabeticLetter, .hebrewLetter, .numeric, .extendNumberLetter: return .joins
      case .middleNumber, .middleNumberLetter, .singleQuote:
        return kept(text, from: next) == .numeric ? .joinsWithNext : .none
      default: return .none
      }
    case .katakana: return right == .katakana || right == .extendNumberLetter ? .joins : .none
    case .extendNumberLetter:
      switch right {
      case .alphabeticLetter, .hebrewLetter, .numeric, .katakana, .extendNumberLetter: return .joins
      default: return .none
      }
    case .regionalIndicator: return right == .regionalIndicator && indicators % 2 == 1 ? .joins : .none
    default: return .none
    }
  }

  /// The class of the first character from `index` on that WB4 does not skip.
  private static func kept(_ text: Span<UInt8>, from index: Int) -> WordBreakClass {
    var index = index
    while index < text.count {
      let scalar = DecodedScalar(text, at: index)
      let wordBreak = UnicodeProperties(scalar.value).wordBreak
      if !wordBreak.isAttaching { return wordBreak }
      index += scalar.length
    }
    return .other
  }
}

extension Segment.Contents {
  /// What the first code point of a segment adds.
  @inline(__always)
  init(first scalar: UInt32, _ properties: UnicodeProperties) {
    self = []
    add(scalar, properties)
    remove(.laterLetter)
  }

  /// What a later code point adds.
  @inline(__always)
  mutating func add(_ scalar: UInt32, _ properties: UnicodeProperties) {
    switch properties.category {
    case .letter: insert(.laterLetter)
    case .number: insert(.number)
    default: break
    }
    if scalar == 0xFE0F || properties.hasEmojiPresentation { insert(.emojiMark) }
  }
}
