/// The counts behind every ``FormatFeature`` of one document.
struct FormatRates {
  /// Occurrences of each feature, by raw value.
  private(set) var counts = [Int](repeating: 0, count: FormatFeature.allCases.count)
  /// Words, numbers and ideographs.
  private(set) var words = 0
  /// Lines that are not blank.
  private(set) var lines = 0

  /// The feature that tokens of a kind count towards; nil for words, whose casing counts.
  static func feature(of kind: TokenKind) -> FormatFeature? {
    switch kind {
    case .word: nil
    case .number: .numbers
    case .ideograph: .ideographs
    case .newline: .singleNewlines
    case .blankLine: .blankLines
    case .bullet: .bullets
    case .ordinalMarker: .ordinalMarkers
    case .heading: .headings
    case .strongEmphasis: .strongEmphasis
    case .emphasis: .emphasis
    case .codeFence: .codeFences
    case .codeSpan: .codeSpans
    case .tablePipe: .tablePipes
    case .blockQuote: .blockQuotes
    case .horizontalRule: .horizontalRules
    case .straightDoubleQuote: .straightDoubleQuotes
    case .curlyDoubleQuote: .curlyDoubleQuotes
    case .straightSingleQuote: .straightSingleQuotes
    case .curlySingleQuote: .curlySingleQuotes
    case .hyphen: .hyphens
    case .enDash: .enDashes
    case .emDash: .emDashes
    case .ellipsis: .ellipses
    case .comma: .commas
    case .period: .periods
    case .colon: .colons
    case .semicolon: .semicolons
    case .questionMark: .questionMarks
    case .exclamationMark: .exclamationMarks
    case .bracket: .brackets
    case .punctuation: .otherPunctuation
    case .symbol: .symbols
    case .emoji: .emoji
    case .control: .controlCharacters
    }
  }

  /// The feature that words of a casing count towards; nil for those in lower case.
  static func feature(of casing: Casing) -> FormatFeature? {
    switch casing {
    case .none, .lower: nil
    case .capitalised: .capitalisedWords
    case .allCaps: .allCapsWords
    case .mixed: .mixedCaseWords
    }
  }

  private static let featureOfKind = TokenKind.allCases.map { ($0, feature(of: $0)) }
  private static let featureOfCasing = Casing.allCases.map { ($0, feature(of: $0)) }

  /// Bytes from which a word counts as long.
  static let longWordBytes: UInt32 = 8
  /// Words under which a line counts as short.
  private static let fewWords = 6

  /// Counts one document.
  ///
  /// - Complexity: O(n) in the tokens.
  mutating func count(
    tokens: Span<Token>, functionWords: Int, leadingWhiteSpace: Bool, trailingWhiteSpace: Bool
  ) {
    // Words apart from other kinds, by casing and length; and two counters for each, because one that
    // was just written takes a while to be read.
    var counters = InlineArray<160, UInt32>(repeating: 0)
    var lines = LineTally()
    var lastKind = TokenKind.newline
    var words: UInt64 = 0
    for index in tokens.indices {
      let token = tokens[index]
      let kind = token.kind
      let length = UInt64(token.end &- token.start)
      let isLong = (UInt64(Self.longWordBytes) &- 1 &- length) &>> 63
      let ofWord = 64 | isLong << 3 | UInt64(token.casing.rawValue)
      let isWord = 0 &- ((UInt64(kind.rawValue) &- 1) &>> 63)
      let counter = UInt64(kind.rawValue) | (ofWord & isWord)
      counters[Int(truncatingIfNeeded: counter &+ 80 &* (UInt64(index) & 1))] &+= 1
      if kind == .newline || kind == .blankLine {
        lines.end(after: lastKind, words: Int(truncatingIfNeeded: words))
      }
      words &+= (UInt64(kind.rawValue) &- 3) &>> 63
      lastKind = kind
    }
    let wordCount = Int(truncatingIfNeeded: words)
    if tokens.count > 0 { lines.end(after: lastKind, words: wordCount) }
    self.words = wordCount
    self.lines = lines.count
    for index in counts.indices { counts[index] = 0 }
    func counted(_ counter: Int) -> Int { Int(counters[counter]) + Int(counters[80 + counter]) }
    for (kind, feature) in Self.featureOfKind {
      if let feature { counts[feature.rawValue] = counted(Int(kind.rawValue)) }
    }
    var longWords = 0
    for (casing, feature) in Self.featureOfCasing {
      let long = counted(72 + Int(casing.rawValue))
      longWords += long
      if let feature { counts[feature.rawValue] = long + counted(64 + Int(casing.rawValue)) }
    }
    set(.longWords, longWords)
    set(.functionWords, functionWords)
    set(.linesEndingInColon, lines.endingInColon)
    set(.linesEndingInPeriod, lines.endingInPeriod)
    set(.linesOfFewWords, lines.ofFewWords)
    set(.documentWords, wordCount)
    set(.documentLines, lines.count)
    set(.documentParagraphs, counts[FormatFeature.blankLines.rawValue] + (tokens.isEmpty ? 0 : 1))
    set(.leadingWhiteSpace, leadingWhiteSpace ? 1 : 0)
    set(.trailingWhiteSpace, trailingWhiteSpace ? 1 : 0)
  }

  private mutating func set(_ feature: FormatFeature, _ count: Int) { counts[feature.rawValue] = count }

  /// The lines of one document that are not blank.
  private struct LineTally {
    var count = 0
    var endingInColon = 0
    var endingInPeriod = 0
    var ofFewWords = 0
    private var wordsBefore = 0

    /// Ends a line whose last token is of `kind`, with `words` words in the document so far.
    mutating func end(after kind: TokenKind, words: Int) {
      count += 1
      endingInColon += kind == .colon ? 1 : 0
      endingInPeriod += kind == .period ? 1 : 0
      ofFewWords += words - wordsBefore < FormatRates.fewWords ? 1 : 0
      wordsBefore = words
    }
  }

  /// The opportunities that `feature` is counted over in the last document.
  ///
  /// Lengths are given the scale at which they are half saturated, so that they too stay in 0…1.
  func opportunities(_ feature: FormatFeature) -> Int {
    switch feature {
    case .documentWords: words + 200
    case .documentLines: lines + 10
    case .documentParagraphs: counts[feature.rawValue] + 5
    case .leadingWhiteSpace, .trailingWhiteSpace: 0
    case .bullets, .ordinalMarkers, .headings, .codeFences, .tablePipes, .blockQuotes, .horizontalRules,
      .blankLines, .singleNewlines, .linesEndingInColon, .linesEndingInPeriod, .linesOfFewWords:
      lines
    default: words
    }
  }
}
