import Testing

@testable import WhorlKit

/// Random texts on which the tokenizer and its twin must agree.
struct Soup: CustomTestStringConvertible, Sendable {
  let name: String
  let pieces: [[UInt8]]
  var testDescription: String { name }

  init(_ name: String, _ pieces: [String]) {
    self.name = name
    self.pieces = pieces.map { Array($0.utf8) }
  }

  init(_ name: String, bytes: [[UInt8]]) {
    self.name = name
    pieces = bytes
  }

  func text(pieces count: Int, using random: inout SplitMix64) -> [UInt8] {
    (0..<count).flatMap { _ in pieces[random.index(below: pieces.count)] }
  }

  static let words = [
    "a", "I", "don't", "GPT4", "3rd", "word", "Words", "SHOUT", "iPhone", "internationalisation",
    "abcdefgh", "Abcdefghi", "x.y", "1", "42", "3.14", "1,000", "12345678", "e.g.", "a:b", "1;2",
  ]
  static let marks =
    " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".map(String.init) + [
      "**", "***", "__", "```", "~~~", "---", "- ", "* ", "+ ", "# ", "###### ", "####### ", "1. ",
      "2) ", "> ", "> > ", "| ", "...", "..", "_a_", "***a***", "* * *", "___", "\n", "\n\n", "\r\n",
      "\r", " \n", "\t", "\n- ", "\n# ", "\n| ", "\n```\n", "\n~~~~\n", "\n> ```\n", "\n---\n", "\n1. ",
      "\u{0B}", "\u{0}",
    ]
  static let unicode = [
    "é", "e\u{301}", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{20E3}", "\u{AD}", "\u{FEFF}", "я", "Слово",
    "ς", "Σ", "ǅ", "ß", "ẞ", "İ", "ﬀ", "\u{212A}", "\u{2019}", "\u{2BC}", "don’t", "‘", "“", "”", "«",
    "»", "–", "—", "…", "• ", "\n• ", "\n– ", "▪ ", "א", "א'", "א\"ב", "ש\"", "\u{202F}", "\u{A0}",
    "\u{3000}", "\u{85}", "\u{2028}", "\u{2029}", "漢", "々", "〇", "か", "カ", "ー", "カタ", "ｶ", "，", "。",
    "、", "ไ", "ที่", "한국", "😀", "👍🏽", "👩‍👩‍👧", "❤", "❤️", "©", "™️", "ℹ", "ℹ️", "🅰️", "🇫", "🇫🇷", "1️⃣",
    "*️⃣", "½", "Ⅷ", "ⓐ", "٣", "‿", "\u{FF3F}", "\u{203F}\u{301}", "\u{E000}", "\u{378}", "\u{10FFFF}",
    "\u{1F3FB}", "\u{E0067}", "_", "·", "֊", "¨", "𝒜", "𐐀", "\u{FFFD}", "﹒", "；", "\u{2024}",
  ]
  static let damage: [[UInt8]] = [
    [0x80], [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
    [0xFF], [0xF5], [0xE0, 0x80], [0xF4, 0x90], [0xE2], [0xF1], [0xC2], [0xCC, 0x81], [0xE2, 0x80, 0x8D],
  ]

  static let all = [
    Soup("ASCII with Markdown", words + marks),
    Soup("marks only", marks),
    Soup("few marks", ["*", "_", "`", ".", "-", " ", "\n", "a", "1"]),
    Soup("joints", ["1", "09", "a", "Z", "abcdefgh", "12345678", ".", ",", ":", ";", "'", "_", " ", "’"]),
    Soup("ASCII bytes", bytes: (0..<128).map { [UInt8($0)] }),
    Soup("Unicode", unicode + [" ", "a", "B", "1", ".", "'", "\n", "_"]),
    Soup("Unicode with Markdown", unicode + marks + words),
    Soup(
      "joiners",
      [
        "a", "1", ".", "'", ":", ",", "_", "\u{301}", "\u{200D}", "❤", "ℹ", "々", "カ", "א", "\"", "\u{202F}",
        " ", "🇫", "\u{FE0F}", "*", "`",
      ]),
    Soup("damaged", bytes: (words + marks + unicode).map { Array($0.utf8) } + damage + damage + damage),
    Soup("all bytes", bytes: (0...255).map { [UInt8($0)] }),
    Soup("high bytes", bytes: (0x80...0xFF).map { [UInt8($0)] } + [[0x61], [0x20], [0x0A]]),
  ]
}

@Suite("The tokenizer and its twin")
struct TokenizerTwinTests {
  @Test("give the same tokens and counts", arguments: Soup.all)
  func sameTokens(_ soup: Soup) throws {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    for seed in 0..<400 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = soup.text(pieces: 1 + random.index(below: 60), using: &random)
      tokens.removeAll(keepingCapacity: true)
      let summary = try tokenizer.tokenize(text.span, into: &tokens)
      let twin = TwinTokenizer(text)
      guard tokens == twin.tokens, summary.replacedSequences == twin.replaced else {
        let place = zip(tokens, twin.tokens).first { $0 != $1 }
        Issue.record(
          "seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription) \(String(describing: place))"
        )
        return
      }
    }
  }

  @Test(
    "agree wherever a token falls in the blocks that plain text is read in",
    arguments: [0, 1, 2] + Array(52..<67))
  func blocks(_ offset: Int) throws {
    var tokenizer = Tokenizer()
    for length in [1, 8, 9, 16, 17, 62, 63, 64, 130] {
      let word = String(repeating: "Ab3", count: length).prefix(length)
      for tail in ["", " ", ".", "...", "é", "'é", "_", "'s", ".5", " x", "\n", "\t", "*", "é é", ",5", ":b"]
      {
        let text = Array((String(repeating: "x ", count: offset / 2) + "\(word)\(tail) end").utf8)
        let shifted = Array(repeating: UInt8(ascii: "-"), count: offset % 2) + text
        for text in [shifted, Array(shifted.dropLast(4))] {
          var tokens: [Token] = []
          _ = try tokenizer.tokenize(text.span, into: &tokens)
          #expect(tokens == TwinTokenizer(text).tokens, "\(String(decoding: text, as: UTF8.self))")
        }
      }
    }
  }

  @Test("agree on more plain tokens than are read at once")
  func manyTokens() throws {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    let text = (0..<5000).flatMap { Array("\($0), a!".utf8) }
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    #expect(tokens == TwinTokenizer(text).tokens)
  }

  @Test("kinds and casings lie in memory as their raw values, which loops in C write")
  func rawValues() {
    for kind in TokenKind.allCases { #expect(unsafeBitCast(kind, to: UInt8.self) == kind.rawValue) }
    for casing in Casing.allCases { #expect(unsafeBitCast(casing, to: UInt8.self) == casing.rawValue) }
  }

  @Test("give segments of which tokens are parts", arguments: Soup.all)
  func sameSegments(_ soup: Soup) {
    for seed in 1000..<1200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = soup.text(pieces: 1 + random.index(below: 40), using: &random)
      let boundaries = WordBoundaries.offsets(in: text.span)
      for (start, end) in zip(boundaries, boundaries.dropFirst()) {
        let first = UnicodeProperties(DecodedScalar(text.span, at: start).value)
        // The scanner begins behind white space and line ends only.
        if first.category == .separator || first.wordBreak.isLineBreak { continue }
        #expect(Segment(text.span, at: start).end == end, "seed \(seed), offset \(start)")
      }
    }
  }

  @Test("keep ranges ascending, apart, not empty and inside the text", arguments: Soup.all)
  func ranges(_ soup: Soup) throws {
    var tokenizer = Tokenizer()
    for seed in 2000..<2100 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = soup.text(pieces: 80, using: &random)
      var tokens: [Token] = []
      _ = try tokenizer.tokenize(text.span, into: &tokens)
      var last: UInt32 = 0
      for token in tokens {
        #expect(token.start >= last && token.end > token.start && Int(token.end) <= text.count)
        last = token.end
      }
    }
  }
}
