import Testing

@testable import WhorlKit

@Suite("Function words")
struct FunctionWordsTests {
  @Test(
    "are read one a line, without comments, blanks and repeats, in the order of their bytes",
    arguments: [
      ("the\na\nof\n", ["a", "of", "the"]),
      ("# all\r\nthe # article\r\n\r\n  a\t\r\n#of", ["a", "the"]),
      ("the\nThe\nTHE", ["the"]),
      ("don’t\ndon't", ["don't"]),
      ("é\ne\u{301}\nz", ["e\u{301}", "z", "é"]),
      ("", []), ("\n\n#\n", []),
    ])
  func parsing(_ text: String, _ expected: [String]) {
    let words = FunctionWords(parsing: text).words
    #expect(words.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("are folded as tokens are, whoever gives them")
  func folded() {
    let words = FunctionWords(["STRASSE", "Straße", "ΣΊΣΥΦΟΣ", "", "σίσυφοσ"])
    #expect(words.words == ["strasse", "straße", "σίσυφοσ"])
    #expect(words == FunctionWords(words.words))
    for (position, word) in words.words.enumerated() {
      #expect(words.index.position(of: Tokenizer.hash(ofWord: word)) == position)
      #expect(words.index.position(of: Tokenizer.hash(ofWord: word.uppercased())) != nil)
    }
    #expect(words.index.position(of: Tokenizer.hash(ofWord: "other")) == nil)
  }

  @Test("differ where their bytes differ")
  func equality() {
    #expect(FunctionWords(["a", "b"]) == FunctionWords(["b", "a", "b"]))
    #expect(FunctionWords(["a"]) != FunctionWords(["a", "b"]))
    #expect(FunctionWords(["é"]) != FunctionWords(["e\u{301}"]))
  }

  @Test("mask nothing when there are none")
  func none() throws {
    let twin = try TwinFeatures(Array("the 12 漢 .".utf8), functionWords: FunctionWords([]))
    let period = try #require(twin.tokens.last?.hash)
    let expected = TwinFeatures.windows(
      [MaskedToken.content, MaskedToken.number, MaskedToken.content, period], 3, Channel.d3.seed)
    #expect(twin.nGrams[.d3] == expected)
    #expect(FunctionWords([]).index.position(of: 0) == nil)
  }
}
