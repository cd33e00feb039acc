import Testing

@testable import WhorlKit

@Suite("Token hashes")
struct TokenHashTests {
  /// A text whose token at `index` has the canonical text and hash that the format promises.
  struct Golden: CustomTestStringConvertible, Sendable {
    let text: String
    let index: Int
    let kind: TokenKind
    let canonical: String
    let hash: UInt64
    var testDescription: String { "\(kind) \(canonical.debugDescription)" }

    init(_ text: String, _ index: Int, _ kind: TokenKind, _ canonical: String, _ hash: UInt64) {
      self.text = text
      self.index = index
      self.kind = kind
      self.canonical = canonical
      self.hash = hash
    }
  }

  static let goldens = [
    Golden("the", 0, .word, "the", 0x741C_CEE0_E390_5A03),
    Golden("Don’t", 0, .word, "don't", 0x8084_F6B2_D2C8_7703),
    Golden("ἈΘΗΝΆ", 0, .word, "ἀθηνά", 0xB5E7_5A8C_7B35_AE5E),
    Golden("INTERNATIONALISATION", 0, .word, "internationalisation", 0x8CF3_B56E_F244_68CA),
    Golden("3.14", 0, .number, "3.14", 0xA846_5258_D47F_8011),
    Golden("漢", 0, .ideograph, "漢", 0xCD19_CE15_AD12_E091),
    Golden("a\r\nb", 1, .newline, "\n", 0x281E_7B4E_226B_E988),
    Golden("a\n\n\n\nb", 1, .blankLine, "\n\n", 0x324B_007A_3380_3DC3),
    Golden("17) a", 0, .ordinalMarker, "0)", 0xDA24_75AF_8656_359E),
    Golden("* a", 0, .bullet, "*", 0x01F8_6C9D_40BE_8F8B),
    Golden("*a", 0, .emphasis, "*", 0xD7D3_EE13_99F4_B99E),
    Golden("### a", 0, .heading, "###", 0xFD4E_40D4_2727_2AFC),
    Golden("`````", 0, .codeFence, "```", 0x9B1D_BF4B_DC6F_1981),
    Golden("* * * *", 0, .horizontalRule, "---", 0xCD47_4D5A_4194_9C95),
    Golden("a....", 1, .ellipsis, "...", 0xF40B_6CF4_DF68_8189),
    Golden("a…", 1, .ellipsis, "…", 0x52EF_4F16_E2D8_99E3),
    Golden("👩‍👩‍👧‍👦", 0, .emoji, "👩‍👩‍👧‍👦", 0x43DE_C391_3AC6_04A5),
  ]

  @Test("are those of the canonical text, for ever", arguments: goldens)
  func golden(_ golden: Golden) throws {
    let bytes = Array(golden.text.utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(bytes.span, into: &tokens)
    let token = try #require(tokens.indices.contains(golden.index) ? tokens[golden.index] : nil)
    #expect(token.kind == golden.kind)
    let plain = StableHash.text(golden.canonical, seed: StableHash.tokenSeed)
    let isPlain = [.word, .number, .ideograph].contains(golden.kind)
    let mask = isPlain ? 0 : StableHash.finalize(UInt64(golden.kind.rawValue) + 1)
    #expect(token.hash == plain ^ mask)
    #expect(token.hash == golden.hash)
  }

  @Test("are versioned with the Unicode version and the raw values of kinds")
  func versions() {
    #expect(Tokenizer.version == "whorl-tokens/1")
    #expect(Tokenizer.unicodeVersion == "15.0.0")
    #expect(TokenKind.allCases.map(\.rawValue) == Array(0...33))
    #expect(Casing.allCases.map(\.rawValue) == Array(0...4))
    #expect(TokenKind.allCases.filter(\.isLayout).count == 12)
  }

  @Test("of words agree with lists of words in any case and with either apostrophe")
  func wordLists() {
    #expect(Tokenizer.hash(ofWord: "Don’t") == Tokenizer.hash(ofWord: "don't"))
    #expect(Tokenizer.hash(ofWord: "DONʼT") == Tokenizer.hash(ofWord: "don't"))
    #expect(Tokenizer.hash(ofWord: "ПРИВЕТ") == Tokenizer.hash(ofWord: "привет"))
    #expect(Tokenizer.hash(ofWord: "") == StableHash.text("", seed: StableHash.tokenSeed))
    #expect(Tokenizer.hash(ofWord: "é") != Tokenizer.hash(ofWord: "e\u{301}"))
  }

  @Test("are the same for code points of every size and at every fill of a word")
  func encodings() {
    for prefix in 0..<9 {
      for scalar in ["a", "ж", "ก", "𐐨", "aж", "жก𐐨", "ก𐐨𐐨ж"] {
        let text = String(repeating: "x", count: prefix) + scalar + scalar
        #expect(Tokenizer.hash(ofWord: text) == StableHash.text(text, seed: StableHash.tokenSeed))
      }
    }
  }

  @Test("find ASCII letters and digits in each of eight bytes, whatever stands beside them")
  func masks() {
    for byte in 0...255 as ClosedRange<UInt64> {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLetter = isUpper || (0x61...0x7A).contains(byte)
      let isDigit = (0x30...0x39).contains(byte)
      for lane in 0..<8 as Range<UInt64> {
        for beside in [0, 0x2F, 0x39, 0x5A, 0x7A, 0x7F, 0x80, 0xFF] as [UInt64] {
          let shift = 8 * lane
          let word = (beside &* 0x0101_0101_0101_0101) & ~(0xFF << shift) | byte << shift
          let mask = ASCIIMask(word)
          let bit: UInt64 = 0x80 << shift
          let letters = mask.letters & bit
          let digits = mask.digits & bit
          let upper = mask.upper & bit
          let folded = (mask.folded(word) >> shift) & 0xFF
          let expected = isUpper ? byte | 0x20 : byte
          #expect((letters != 0) == isLetter)
          #expect((digits != 0) == isDigit)
          #expect((upper != 0) == isUpper)
          #expect(folded == expected)
        }
      }
    }
    #expect(ASCIIMask(0x2061_6261_3930_7A5A).runLength == 7)
    #expect(ASCIIMask(0x6161_6261_3930_7A5A).runLength == 8)
    #expect(ASCIIMask(0).runLength == 0)
    for count in 1...8 {
      let expected = UInt64.max >> UInt64(64 - 8 * count)
      #expect(ASCIIMask.bytes(count) == expected)
    }
  }

  @Test("the casing of up to eight ASCII letters is that of a tally, whatever they are")
  func casing() {
    var random = SplitMix64(seed: 17)
    for _ in 0..<20_000 {
      let letters = random.next() & random.next() & ASCIIMask.highBits
      for upper in [letters & random.next(), letters, 0, letters & (0 &- letters)] {
        var tally = CasingTally()
        tally.add(letters: letters, upper: upper)
        #expect(CasingTally.casing(letters: letters, upper: upper) == tally.casing)
      }
    }
  }
}
