/// A change that a text may have gone through between the model and the case: a rung of the robustness
/// ladder. The raw values are those of reports.
public enum TextAlteration: String, CaseIterable, Sendable {
  /// The text as it is.
  case unaltered
  /// Markdown marks removed: headings, list and quote marks, emphasis, code marks, rules, table bars, and
  /// the targets of links.
  case stripMarkdown
  /// All letters in lower case.
  case lowercase
  /// The words in random order, white space staying where it is.
  case shuffleWords
  /// Cut off after 50 words.
  case truncate50
  /// Without punctuation (Unicode general categories P*; UAX #44).
  case dropPunctuation
  /// Curly quotation marks and apostrophes made straight.
  case straightQuotes
  /// One typing error for each twentieth letter, at random: the letter is left out, doubled, replaced by
  /// another, or changes places with the next.
  case typos

  /// Words that ``truncate50`` keeps.
  static let wordsKept = 50
  /// One letter in this many is mistyped.
  static let lettersPerTypo = 20

  /// `text`, which is UTF-8, after the change. What is random in it is decided by the text and `seed`.
  ///
  /// - Complexity: O(n) in the bytes of `text`.
  public func applied(to text: Span<UInt8>, seed: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    let string = String(decoding: bytes, as: UTF8.self)
    var generator = SplitMix64(
      seed: StableHash.bytes(text, seed: StableHash.text("whorl/alteration/\(rawValue)", seed: seed)))
    let changed: String =
      switch self {
      case .unaltered: string
      case .stripMarkdown: MarkdownStripper.stripped(string)
      case .lowercase: string.lowercased()
      case .shuffleWords: Self.shuffled(string, &generator)
      case .truncate50: Self.truncated(string)
      case .dropPunctuation: String(String.UnicodeScalarView(string.unicodeScalars.filter(Self.isKept)))
      case .straightQuotes: String(String.UnicodeScalarView(string.unicodeScalars.map(Self.straight)))
      case .typos: Self.mistyped(string, &generator)
      }
    return Array(changed.utf8)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      false
    default: true
    }
  }

  private static func straight(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018...0x201B: "'"
    case 0x201C...0x201F: "\""
    default: scalar
    }
  }

  /// The ranges of `scalars` that are not white space.
  private static func words(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isWhitespace {
        if let first = start { words.append(first..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let start { words.append(start..<scalars.count) }
    return words
  }

  private static func shuffled(_ text: String, _ generator: inout SplitMix64) -> String {
    let scalars = Array(text.unicodeScalars)
    let words = words(scalars)
    var order = Array(words.indices)
    for index in order.indices.dropLast() {
      order.swapAt(index, index + generator.index(below: order.count - index))
    }
    var result = String.UnicodeScalarView()
    var before = 0
    for (place, word) in words.enumerated() {
      result.append(contentsOf: scalars[before..<word.lowerBound])
      result.append(contentsOf: scalars[words[order[place]]])
      before = word.upperBound
    }
    result.append(contentsOf: scalars[before...])
    return String(result)
  }

  private static func truncated(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let words = words(scalars)
    guard words.count > wordsKept else { return text }
    return String(String.UnicodeScalarView(scalars[..<words[wordsKept - 1].upperBound]))
  }

  private static let letters = Array("etaoinshrdlucmfwypvbgkjqxz".unicodeScalars)

  private static func mistyped(_ text: String, _ generator: inout SplitMix64) -> String {
    var scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.properties.isAlphabetic, generator.index(below: lettersPerTypo) == 0 {
        switch generator.index(below: 4) {
        case 0: break
        case 1:
          result.append(scalar)
          result.append(scalar)
        case 2: result.append(letters[generator.index(below: letters.count)])
        default:
          // The last letter of a word has nothing to change places with and stays.
          if index + 1 < scalars.count, scalars[index + 1].properties.isAlphabetic {
            scalars.swapAt(index, index + 1)
            result.append(scalars[index])
            index += 1
            result.append(scalars[index])
          } else {
            result.append(scalar)
          }
        }
      } else {
        result.append(scalar)
      }
      index += 1
    }
    return String(result)
  }
}
