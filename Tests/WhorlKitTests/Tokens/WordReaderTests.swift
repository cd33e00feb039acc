import Testing

@testable import WhorlKit

/// The words that are read alone are those of the tokenizer, with the same hashes and places.
@Suite("The reader of words and the tokenizer")
struct WordReaderTests {
  /// Texts of which most is ASCII, and long enough for many blocks.
  private static let mixtures =
    Soup.all + [
      Soup(
        "prose", Soup.words + [" ", " ", " ", "\n", ", ", ". ", "’", "don’t ", "“", "” ", " — ", "é", "…"]),
      Soup(
        "marks beyond ASCII",
        [
          "a", "1", " ", "\u{2019}", "\u{2018}", "“", "”", "–", "•", "…", "\u{301}", "\u{200D}", "\u{2024}",
          "\n",
        ]),
      Soup(
        "lists and fences",
        [
          "1. ", "12) ", "1234567890. ", "123456789. ", "\n", "\n", "\n> ", " ", "word ", "1.5 ", "```\n",
          "~~~\n",
          "````", "```swift\n", "```é\n", "é ", "Слово ", "`", "~", "\t", "\r\n", "\r", "\u{2028}",
        ]),
      Soup(
        "connectors", ["_", "__", "a", "B_", "snake_case", "9", ".", "'", " ", "internationalisation_of"]),
    ]

  private static func check(_ text: [UInt8], _ seed: UInt64, _ reader: inout WordReader) throws -> Bool {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    tokens = tokens.filter(\.kind.isWordLike)
    try reader.read(text.span)
    let same =
      reader.count == tokens.count
      && tokens.indices.allSatisfy { index in
        reader.hashes[index] == tokens[index].hash && reader.places[2 * index] == tokens[index].start
          && reader.places[2 * index + 1] == tokens[index].end
      }
    if !same {
      let place = (0..<min(reader.count, tokens.count)).first {
        reader.hashes[$0] != tokens[$0].hash || reader.places[2 * $0] != tokens[$0].start
      }
      Issue.record(
        "seed \(seed), word \(place ?? -1) of \(reader.count) and \(tokens.count): \(String(decoding: text, as: UTF8.self).debugDescription)"
      )
    }
    return same
  }

  @Test("find the same words", arguments: mixtures)
  func sameWords(_ soup: Soup) throws {
    var reader = WordReader()
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: 77_000 + seed)
      let text = soup.text(pieces: 1 + random.index(below: seed % 3 == 0 ? 30 : 200), using: &random)
      guard try Self.check(text, seed, &reader) else { return }
    }
  }

  @Test("find the same words where other characters are rare", arguments: mixtures)
  func rareOthers(_ soup: Soup) throws {
    var reader = WordReader()
    let prose = Soup("", Soup.words + [String](repeating: " ", count: 22) + ["\n", "\n1. ", ", "])
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: 88_000 + seed)
      var text: [UInt8] = []
      for _ in 0..<6 {
        text += prose.text(pieces: 1 + random.index(below: 60), using: &random)
        text += soup.text(pieces: 1 + random.index(below: 4), using: &random)
      }
      guard try Self.check(text, seed, &reader) else { return }
    }
  }

  @Test("find the same words whatever pieces a text is read in", arguments: mixtures)
  func pieces(_ soup: Soup) throws {
    for length in [1, 7, 64, 100] {
      var reader = WordReader(pieceLength: length)
      for seed in 0..<30 as Range<UInt64> {
        var random = SplitMix64(seed: 99_000 + seed)
        let text = soup.text(pieces: 1 + random.index(below: 200), using: &random)
        guard try Self.check(text, seed, &reader) else { return }
      }
    }
  }

  @Test(
    "take linear time for what is not words, or one word",
    arguments: ["a", "_", "é", "’", "“", "'", " ", "\n", ">", "\n> ", "`", "```\n", "1. ", "é ", "\u{2028}"])
  func longRuns(_ piece: String) throws {
    var reader = WordReader()
    let text = Array(String(repeating: piece, count: 20_000).utf8)
    #expect(try Self.check(text, 0, &reader))
  }
}
