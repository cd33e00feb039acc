import Testing

@testable import WhorlKit

@Suite("The format rates")
struct FormatRatesTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let text: String
    let feature: FormatFeature
    let count: Int
    let opportunities: Int
    var testDescription: String { "\(feature) of \(text.debugDescription)" }

    init(_ text: String, _ feature: FormatFeature, _ count: Int, of opportunities: Int) {
      self.text = text
      self.feature = feature
      self.count = count
      self.opportunities = opportunities
    }
  }

  private func rates(_ text: String) throws -> FormatRates {
    let vocabulary = try InventedVocabulary.small
    let twin = try TwinFeatures(Array(text.utf8), functionWords: vocabulary.functionWords)
    var rates = FormatRates()
    rates.count(
      tokens: twin.tokens.span, functionWords: twin.functionWords, leadingWhiteSpace: text.first == " ",
      trailingWhiteSpace: text.last == " ")
    return rates
  }

  @Test(
    "count each thing over its opportunities",
    arguments: [
      Example("- a\n* b\nc", .bullets, 2, of: 3),
      Example("1. a\n2) b", .ordinalMarkers, 2, of: 2),
      Example("# a\n\n## b\nc", .headings, 2, of: 3),
      Example("```\na\n```", .codeFences, 2, of: 3),
      Example("| a | b |", .tablePipes, 3, of: 1),
      Example("> a\n> > b", .blockQuotes, 3, of: 2),
      Example("a\n\n---\n\nb", .horizontalRules, 1, of: 3),
      Example("a\n\nb\n\n\nc\nd", .blankLines, 2, of: 4),
      Example("a\n\nb\n\n\nc\nd", .singleNewlines, 1, of: 4),
      Example("**a** b", .strongEmphasis, 2, of: 2),
      Example("*a* b", .emphasis, 2, of: 2),
      Example("`a` b", .codeSpans, 2, of: 2),
      Example("\"a\" b", .straightDoubleQuotes, 2, of: 2),
      Example("“a” b", .curlyDoubleQuotes, 2, of: 2),
      Example("'a' b", .straightSingleQuotes, 2, of: 2),
      Example("‘a’ b", .curlySingleQuotes, 2, of: 2),
      Example("a-b", .hyphens, 1, of: 2),
      Example("a–b", .enDashes, 1, of: 2),
      Example("a—b—c", .emDashes, 2, of: 3),
      Example("a... b…", .ellipses, 2, of: 2),
      Example("a, b，", .commas, 2, of: 2),
      Example("a. b。", .periods, 2, of: 2),
      Example("x: y", .colons, 1, of: 2),
      Example("x; y", .semicolons, 1, of: 2),
      Example("x? y", .questionMarks, 1, of: 2),
      Example("x! y", .exclamationMarks, 1, of: 2),
      Example("(x) [y]", .brackets, 4, of: 2),
      Example("x & y", .otherPunctuation, 1, of: 2),
      Example("x + y = z", .symbols, 2, of: 3),
      Example("x 😀 y 👍🏽", .emoji, 2, of: 2),
      Example("x \u{7} y", .controlCharacters, 1, of: 2),
      Example("x 12 3.5", .numbers, 2, of: 3),
      Example("x 漢字", .ideographs, 2, of: 3),
      Example("Xy x Y", .capitalisedWords, 2, of: 3),
      Example("XY x YZ", .allCapsWords, 2, of: 3),
      Example("iPhone x", .mixedCaseWords, 1, of: 2),
      Example("eightlet sevenle 12345678", .longWords, 1, of: 3),
      Example("The bridge of stone", .functionWords, 2, of: 4),
      Example("a:\nb: c\nd:\n\ne:", .linesEndingInColon, 3, of: 4),
      Example("a.\nb. c\nd.", .linesEndingInPeriod, 2, of: 3),
      Example("a b c d e\na b c d e f\ng", .linesOfFewWords, 2, of: 3),
      Example("a b\nc", .documentWords, 3, of: 203),
      Example("a b\nc", .documentLines, 2, of: 12),
      Example("a\n\nb\nc", .documentParagraphs, 2, of: 7),
      Example(" a", .leadingWhiteSpace, 1, of: 0),
      Example("a", .leadingWhiteSpace, 0, of: 0),
      Example("a ", .trailingWhiteSpace, 1, of: 0),
      Example("a", .trailingWhiteSpace, 0, of: 0),
    ])
  func examples(_ example: Example) throws {
    let rates = try rates(example.text)
    #expect(rates.counts[example.feature.rawValue] == example.count)
    #expect(rates.opportunities(example.feature) == example.opportunities)
  }

  @Test("have a worked example for every feature")
  func complete() throws {
    // Every feature occurs in this text, but for edges of white space.
    let text = """
       # A Head

      - one, **two** and *three*: `four`
      1. “x” ‘y’ "z" 'w' – a-b — c… (d) & e + f 😀 \u{7} 12 漢 ABC iPhone eightletters?
      > no; yes!
      the bridge:

      ---
      | a |
      ```
      code
      ```
      end.
      """ + " "
    let counts = try rates(text).counts
    for feature in FormatFeature.allCases { #expect(counts[feature.rawValue] > 0, "\(feature)") }
  }

  @Test("forget the document before")
  func forgets() throws {
    var rates = try rates(InventedTexts.markdown)
    let none: [Token] = []
    rates.count(tokens: none.span, functionWords: 0, leadingWhiteSpace: false, trailingWhiteSpace: false)
    #expect(rates.counts.allSatisfy { $0 == 0 })
    #expect(rates.lines == 0 && rates.words == 0)
  }

  @Test("leave the length and the edges of a document out of scores, and nothing else")
  func confounded() {
    let confounded = FormatFeature.allCases.filter(\.isConfounded).map(\.name)
    #expect(
      confounded == [
        "documentWords", "documentLines", "documentParagraphs", "leadingWhiteSpace", "trailingWhiteSpace",
      ])
    #expect(FormatFeature.allCases.map(\.rawValue) == Array(0..<FormatFeature.allCases.count))
  }
}
