import Testing

@testable import WhorlKit

@Suite("Altered texts")
struct TextAlterationTests {
  static func altered(_ text: String, _ alteration: TextAlteration, seed: UInt64 = 1) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: alteration.applied(to: bytes.span, seed: seed), as: UTF8.self)
  }

  @Test(
    "each rung does what its name says",
    arguments: [
      (.unaltered, "A **b**", "A **b**"),
      (.lowercase, "ÄRGER Is — İ", "ärger is — i\u{307}"),
      (.dropPunctuation, "Well, “yes”: (a-b) 3.5 $ + …", "Well yes ab 35 $ + "),
      (.straightQuotes, "‘a’ ‚b‛ “c” „d‟ «e» f'g", "'a' 'b' \"c\" \"d\" «e» f'g"),
      (.truncate50, "one two  three", "one two  three"),
    ] as [(TextAlteration, String, String)])
  func rungs(alteration: TextAlteration, text: String, expected: String) {
    // Byte by byte: == on strings takes canonically equivalent ones for equal.
    #expect(Array(Self.altered(text, alteration).utf8) == Array(expected.utf8))
  }

  @Test(
    "Markdown loses its marks and keeps its words",
    arguments: [
      ("## Title ##", "Title ##"), ("#hashtag", "#hashtag"), ("- one\n* two\n  + three", "one\ntwo\nthree"),
      ("1. one\n12) two\n3.5 three", "one\ntwo\n3.5 three"), ("> quoted\n> > twice", "quoted\ntwice"),
      ("**bold** and *it* and `code`", "bold and it and code"), ("a_b and _c_", "a_b and c"),
      ("```swift\nlet x\n```", "let x"), ("a\n---\nb", "a\nb"),
      ("| a | b |\n|---|:-:|\n| 1 | 2 |", " a  b \n 1  2 "),
      ("see [here](https://x.y/z) ![pic](p.png)", "see here pic"), ("~~no~~ ~ yes", "no ~ yes"),
      ("", ""), ("plain text.", "plain text."),
    ])
  func markdown(text: String, expected: String) {
    #expect(Self.altered(text, .stripMarkdown) == expected)
  }

  @Test("fifty words are kept, with the white space between them")
  func truncated() {
    let words = (0..<80).map { "w\($0)" }
    let text = "  " + words.joined(separator: "\n ")
    #expect(Self.altered(text, .truncate50) == "  " + words.prefix(50).joined(separator: "\n "))
  }

  @Test("shuffled words are the same words in other places, and white space stays")
  func shuffled() {
    let text = "a, b c\n\n- d e f g h.\t i "
    let result = Self.altered(text, .shuffleWords)
    #expect(result != text)
    #expect(result.split { $0.isWhitespace }.sorted() == text.split { $0.isWhitespace }.sorted())
    #expect(result.filter(\.isWhitespace) == text.filter(\.isWhitespace))
    #expect(Self.altered(text, .shuffleWords) == result)
    #expect(Self.altered(text, .shuffleWords, seed: 2) != result)
  }

  @Test("about one letter in twenty is mistyped, and nothing but letters")
  func typos() {
    let text = String(repeating: "abcdefghij 0123, ", count: 500)
    let result = Self.altered(text, .typos)
    #expect(result.filter { !$0.isLetter } == text.filter { !$0.isLetter })
    let changed = zip(result.split(separator: " "), text.split(separator: " ")).count { $0 != $1 }
    // Of 500 words of ten letters 1 − 0.95¹⁰ = 40 % are hit, and few of the hits change nothing.
    #expect((160...235).contains(changed))
    #expect(abs(result.count - text.count) < 100)
    #expect(Self.altered(text, .typos) == result && Self.altered(text, .typos, seed: 2) != result)
  }

  @Test(
    "hostile texts come out as UTF-8", arguments: TextAlteration.allCases)
  func hostile(alteration: TextAlteration) {
    let texts: [[UInt8]] = [
      [], [0xFF, 0xFE, 0x41], Array("\u{0}\r\n\u{202E}[]](()!".utf8), Array(repeating: 0x2A, count: 1000),
      Array("[[[[](".utf8), Array("👩‍👩‍👧 e\u{301}\u{301}".utf8),
    ]
    for text in texts {
      let result = alteration.applied(to: text.span, seed: 1)
      #expect(String(validating: result, as: UTF8.self) != nil)
    }
  }
}
