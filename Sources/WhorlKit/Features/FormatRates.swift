/// The counts behind every ``FormatFeature`` of one document.
struct FormatRates {
  /// Occurrences of each feature, by raw value.
  private(set) var counts = [Int](repeating: 0, count: FormatFeature.allCases.count)
  /// Words, numbers and ideographs.
  private(set) var words = 0
  /// Lines that are not blank.
  private(set) var lines = 0

  /// The feature that a token of each kind counts towards, by the kind's raw value; -1 for none.
  private static let featureOfKind: [Int] = {
    var table = [Int](repeating: -1, count: 256)
    for kind in TokenKind.allCases {
      let feature: FormatFeature? =
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
      if let feature { table[Int(kind.rawValue)] = feature.rawValue }
    }
    return table
  }()

  /// Bytes from which a word counts as long.
  private static let longWordBytes = 8
  /// Words under which a line counts as short.
  private static let fewWords = 6

  /// Counts one document.
  ///
  /// - Complexity: O(n) in the tokens.
  mutating func count(
    tokens: Span<Token>, functionWords: Int, leadingWhiteSpace: Bool, trailingWhiteSpace: Bool
  ) {
    for index in counts.indices { counts[index] = 0 }
    words = 0
    lines = 0
    let featureOfKind = Self.featureOfKind.span
    var counts = self.counts
    self.counts = []
    var lineWords = 0
    var lastKind = TokenKind.newline
    var paragraphs = tokens.count > 0 ? 1 : 0

    func endLine(_ counts: inout [Int]) {
      lines += 1
      if lastKind == .colon { counts[FormatFeature.linesEndingInColon.rawValue] += 1 }
      if lastKind == .period { counts[FormatFeature.linesEndingInPeriod.rawValue] += 1 }
      if lineWords < Self.fewWords { counts[FormatFeature.linesOfFewWords.rawValue] += 1 }
      lineWords = 0
    }

    for index in tokens.indices {
      let token = tokens[index]
      let kind = token.kind
      let feature = featureOfKind[Int(kind.rawValue)]
      if feature >= 0 { counts[feature] += 1 }
      switch kind {
      case .word:
        lineWords += 1
        words += 1
        if Int(token.end &- token.start) >= Self.longWordBytes {
          counts[FormatFeature.longWords.rawValue] += 1
        }
        switch token.casing {
        case .capitalised: counts[FormatFeature.capitalisedWords.rawValue] += 1
        case .allCaps: counts[FormatFeature.allCapsWords.rawValue] += 1
        case .mixed: counts[FormatFeature.mixedCaseWords.rawValue] += 1
        case .none, .lower: break
        }
      case .number, .ideograph:
        lineWords += 1
        words += 1
      case .newline:
        endLine(&counts)
      case .blankLine:
        endLine(&counts)
        paragraphs += 1
      default:
        break
      }
      lastKind = kind
    }
    if tokens.count > 0 { endLine(&counts) }
    counts[FormatFeature.functionWords.rawValue] = functionWords
    counts[FormatFeature.documentWords.rawValue] = words
    counts[FormatFeature.documentLines.rawValue] = lines
    counts[FormatFeature.documentParagraphs.rawValue] = paragraphs
    counts[FormatFeature.leadingWhiteSpace.rawValue] = leadingWhiteSpace ? 1 : 0
    counts[FormatFeature.trailingWhiteSpace.rawValue] = trailingWhiteSpace ? 1 : 0
    self.counts = counts
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
