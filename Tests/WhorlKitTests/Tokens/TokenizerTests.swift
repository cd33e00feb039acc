import Testing

@testable import WhorlKit

/// The tokens of a text as `kind text` or `kind.casing text`, for tables.
func described(_ text: String) throws -> [String] {
  try described(bytes: Array(text.utf8))
}

func described(bytes: [UInt8]) throws -> [String] {
  var tokenizer = Tokenizer()
  var tokens: [Token] = []
  _ = try tokenizer.tokenize(bytes.span, into: &tokens)
  return tokens.map { token in
    "\(token.kind)\(token.casing == .none ? "" : ".\(token.casing)") \(token.displayText(in: bytes.span))"
  }
}

struct Example: CustomTestStringConvertible, Sendable {
  let text: String
  let tokens: [String]
  var testDescription: String { text.debugDescription }

  init(_ text: String, _ tokens: String...) {
    self.text = text
    self.tokens = tokens
  }
}

@Suite("The tokenizer")
struct TokenizerTests {
  @Test(
    "divides text into words, numbers, ideographs and emoji",
    arguments: [
      Example(""), Example(" \t\n\n \r\n"), Example("\u{A0}\u{3000}"),
      Example("don't Don’t donʼt", "word.lower don't", "word.capitalised don't", "word.lower don't"),
      Example(
        "'tis 'quoted'", "straightSingleQuote '", "word.lower tis", "straightSingleQuote '",
        "word.lower quoted", "straightSingleQuote '"),
      Example("3rd GPT4 x2", "word.lower 3rd", "word.allCaps gpt4", "word.lower x2"),
      Example(
        "3.14 1,000 10:30 5%", "number 3.14", "number 1,000", "number 10", "colon :", "number 30", "number 5",
        "punctuation %"),
      Example("½ ²  Ⅷ ٣٤", "number ½", "number ²", "number Ⅷ", "number ٣٤"),
      Example(
        "e.g. a:b a,b", "word.lower e.g", "period .", "word.lower a:b", "word.lower a", "comma ,",
        "word.lower b"),
      Example("snake_case 1_000", "word.lower snake_case", "number 1_000"),
      Example(
        "Straße ΣΊΣΥΦΟΣ Ёлка", "word.capitalised straße", "word.allCaps σίσυφοσ", "word.capitalised ёлка"),
      Example("é e\u{301}", "word.lower é", "word.lower e\u{301}"),
      Example(
        "漢字とカタカナー", "ideograph 漢", "ideograph 字", "ideograph と", "ideograph カ", "ideograph タ", "ideograph カ",
        "ideograph ナ", "ideograph ー"),
      Example("人々〇か\u{3099}", "ideograph 人", "ideograph 々", "ideograph 〇", "ideograph か\u{3099}"),
      Example("a_カ_b", "word.lower a", "emphasis _", "ideograph カ", "emphasis _", "word.lower b"),
      Example("한국어 ไทย", "word 한국어", "word ไ", "word ท", "word ย"),
      Example(
        "好，是。吗？对！列：项；、", "ideograph 好", "comma ，", "ideograph 是", "period 。", "ideograph 吗", "questionMark ？",
        "ideograph 对", "exclamationMark ！", "ideograph 列", "colon ：", "ideograph 项", "semicolon ；", "comma 、"),
      Example("👩‍👩‍👧‍👦 👍🏽 🇫🇷🇩🇪 ❤️ 😀😀", "emoji 👩‍👩‍👧‍👦", "emoji 👍🏽", "emoji 🇫🇷", "emoji 🇩🇪", "emoji ❤️", "emoji 😀", "emoji 😀"),
      Example("1️⃣ #️⃣ *️⃣ ℹ️ ☝🏽", "emoji 1️⃣", "emoji #️⃣", "emoji *️⃣", "emoji ℹ️", "emoji ☝🏽"),
      Example("❤ © ™ 🇫 ℹ", "symbol ❤", "symbol ©", "symbol ™", "symbol 🇫", "word.lower ℹ"),
      Example("🏴\u{E0067}\u{E0062}\u{E007F}", "emoji 🏴\u{E0067}\u{E0062}\u{E007F}"),
      Example(
        "a\u{200B}b \u{FEFF} \u{E000}\u{7}", "word.lower a", "control \u{200B}", "word.lower b",
        "control \u{FEFF}", "control \u{E000}", "control \u{7}"),
      Example(" \u{301}a", "control \u{301}", "word.lower a"),
      Example(
        "10\u{202F}000 a\u{202F}! \u{202F}_x_\u{202F}", "number 10\u{202F}000", "word.lower a",
        "exclamationMark !", "emphasis _", "word.lower x", "emphasis _"),
    ])
  func divides(_ example: Example) throws {
    #expect(try described(example.text) == example.tokens)
  }

  @Test(
    "tells marks of punctuation apart",
    arguments: [
      Example(
        "\"“”„«»", "straightDoubleQuote \"", "curlyDoubleQuote “", "curlyDoubleQuote ”", "curlyDoubleQuote „",
        "curlyDoubleQuote «", "curlyDoubleQuote »"),
      Example(
        "' ‘ ’ ‚ ‹ ›", "straightSingleQuote '", "curlySingleQuote ‘", "curlySingleQuote ’",
        "curlySingleQuote ‚", "curlySingleQuote ‹", "curlySingleQuote ›"),
      Example("dogs’ x", "word.lower dogs", "curlySingleQuote ’", "word.lower x"),
      Example(
        "a-b\u{2010}c\u{2011}d", "word.lower a", "hyphen -", "word.lower b", "hyphen \u{2010}",
        "word.lower c", "hyphen \u{2011}", "word.lower d"),
      Example(
        "a–b—c\u{2015}--", "word.lower a", "enDash –", "word.lower b", "emDash —", "word.lower c",
        "emDash \u{2015}", "hyphen -", "hyphen -"),
      Example(
        "a... b…c ..", "word.lower a", "ellipsis ...", "word.lower b", "ellipsis …", "word.lower c",
        "period .", "period ."),
      Example("......", "ellipsis ..."),
      Example(
        ",.:;?!", "comma ,", "period .", "colon :", "semicolon ;", "questionMark ?", "exclamationMark !"),
      Example("([{「（", "bracket (", "bracket [", "bracket {", "bracket 「", "bracket （"),
      Example(
        "&@/\\¿ $+=<>^~|€", "punctuation &", "punctuation @", "punctuation /", "punctuation \\",
        "punctuation ¿", "symbol $", "symbol +", "symbol =", "symbol <", "symbol >", "symbol ^", "symbol ~",
        "symbol |", "symbol €"),
    ])
  func punctuation(_ example: Example) throws {
    #expect(try described(example.text) == example.tokens)
  }

  @Test(
    "recognises layout at line starts only",
    arguments: [
      Example("a\nb", "word.lower a", "newline ⏎", "word.lower b"),
      Example(
        "a\r\nb\rc\u{2028}d\u{85}e", "word.lower a", "newline ⏎", "word.lower b", "newline ⏎", "word.lower c",
        "newline ⏎", "word.lower d", "newline ⏎", "word.lower e"),
      Example("\n\na\n \t\n\r\nb\n", "word.lower a", "blankLine ¶", "word.lower b"),
      Example(
        "- a\n* b\n  + c\n• d\n‣ e\n◦ f\n▪ g\n–\th", "bullet -", "word.lower a", "newline ⏎", "bullet *",
        "word.lower b", "newline ⏎", "bullet +", "word.lower c", "newline ⏎", "bullet •", "word.lower d",
        "newline ⏎", "bullet ‣", "word.lower e", "newline ⏎", "bullet ◦", "word.lower f", "newline ⏎",
        "bullet ▪", "word.lower g", "newline ⏎", "bullet –", "word.lower h"),
      Example(
        "-a\na - b", "hyphen -", "word.lower a", "newline ⏎", "word.lower a", "hyphen -", "word.lower b"),
      Example(
        "1. a\n 23) b", "ordinalMarker 0.", "word.lower a", "newline ⏎", "ordinalMarker 0)", "word.lower b"),
      Example(
        "1.5 1.\n1234567890. a", "number 1.5", "number 1", "period .", "newline ⏎", "number 1234567890",
        "period .", "word.lower a"),
      Example(
        "# A\n###### b", "heading #", "word.capitalised a", "newline ⏎", "heading ######", "word.lower b"),
      Example(
        "#a\n####### b", "punctuation #", "word.lower a", "newline ⏎", "punctuation #", "punctuation #",
        "punctuation #", "punctuation #", "punctuation #", "punctuation #", "punctuation #", "word.lower b"),
      Example(
        "> a\n> > - b", "blockQuote >", "word.lower a", "newline ⏎", "blockQuote >", "blockQuote >",
        "bullet -", "word.lower b"),
      Example("a > b", "word.lower a", "symbol >", "word.lower b"),
      Example(
        "---\n***\n___\n* * *\n-- -  ", "horizontalRule ---", "newline ⏎", "horizontalRule ---", "newline ⏎",
        "horizontalRule ---", "newline ⏎", "horizontalRule ---", "newline ⏎", "horizontalRule ---"),
      Example(
        "--- a\n--", "hyphen -", "hyphen -", "hyphen -", "word.lower a", "newline ⏎", "hyphen -", "hyphen -"),
      Example(
        "| a | b |\na | b", "tablePipe |", "word.lower a", "tablePipe |", "word.lower b", "tablePipe |",
        "newline ⏎", "word.lower a", "symbol |", "word.lower b"),
    ])
  func layout(_ example: Example) throws {
    #expect(try described(example.text) == example.tokens)
  }

  @Test(
    "recognises emphasis and code",
    arguments: [
      Example(
        "**a** *b* ***c***", "strongEmphasis **", "word.lower a", "strongEmphasis **", "emphasis *",
        "word.lower b", "emphasis *", "strongEmphasis ***", "word.lower c", "strongEmphasis ***"),
      Example(
        "__a__ _b_ (_c_)", "strongEmphasis __", "word.lower a", "strongEmphasis __", "emphasis _",
        "word.lower b", "emphasis _", "bracket (", "emphasis _", "word.lower c", "emphasis _", "bracket )"),
      Example(
        "2 * 3 ** 4 _ 5", "number 2", "punctuation *", "number 3", "punctuation *", "punctuation *",
        "number 4", "punctuation _", "number 5"),
      Example(
        "a****b", "word.lower a", "punctuation *", "punctuation *", "punctuation *", "punctuation *",
        "word.lower b"),
      Example(
        "a `b` ``c``", "word.lower a", "codeSpan `", "word.lower b", "codeSpan `", "codeSpan ``",
        "word.lower c", "codeSpan ``"),
      Example(
        "```swift\n- a*b | `c` # _d_\n\n# e\n```\n- f", "codeFence ```", "word.lower swift", "newline ⏎",
        "hyphen -", "word.lower a", "punctuation *", "word.lower b", "symbol |", "symbol `", "word.lower c",
        "symbol `", "punctuation #", "punctuation _", "word.lower d", "punctuation _", "blankLine ¶",
        "punctuation #", "word.lower e", "newline ⏎", "codeFence ```", "newline ⏎", "bullet -", "word.lower f"
      ),
      Example(
        "~~~~\n```\n~~~\n~~~~~ \n# a", "codeFence ~~~", "newline ⏎", "symbol `", "symbol `", "symbol `",
        "newline ⏎", "symbol ~", "symbol ~", "symbol ~", "newline ⏎", "codeFence ~~~", "newline ⏎",
        "heading #", "word.lower a"),
      Example(
        "```a```\n- b", "codeSpan ```", "word.lower a", "codeSpan ```", "newline ⏎", "bullet -",
        "word.lower b"),
      Example(
        "> ```\n> > a\n> ```\n# b", "blockQuote >", "codeFence ```", "newline ⏎", "blockQuote >",
        "blockQuote >", "word.lower a", "newline ⏎", "blockQuote >", "codeFence ```", "newline ⏎",
        "heading #", "word.lower b"),
      Example("```\n> a", "codeFence ```", "newline ⏎", "symbol >", "word.lower a"),
      Example("``` x\n# a", "codeFence ```", "word.lower x", "newline ⏎", "punctuation #", "word.lower a"),
    ])
  func markup(_ example: Example) throws {
    #expect(try described(example.text) == example.tokens)
  }

  @Test(
    "sees how words are cased",
    arguments: [
      ("a", .lower), ("A", .capitalised), ("I", .capitalised), ("Word", .capitalised), ("WORD", .allCaps),
      ("OK", .allCaps), ("iPhone", .mixed), ("McDonald", .mixed), ("GPT4", .allCaps), ("4G", .capitalised),
      ("I'm", .capitalised), ("I’M", .allCaps), ("internationalisationS", .mixed),
      ("INTERNATIONALISATION", .allCaps), ("Internationalisation", .capitalised), ("12345678A", .capitalised),
      ("Éa", .capitalised), ("éA", .mixed), ("ÉA", .allCaps), ("ǅa", .capitalised), ("한", .none),
      ("ไ", .none),
      ("Я", .capitalised), ("яЯ", .mixed),
    ] as [(String, Casing)])
  func casing(_ word: String, _ casing: Casing) throws {
    let bytes = Array(word.utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(bytes.span, into: &tokens)
    #expect(tokens.map(\.casing) == [casing])
    #expect(tokens.map(\.hash) == [Tokenizer.hash(ofWord: word)])
  }

  @Test(
    "replaces bytes that are not UTF-8 by maximal subparts",
    arguments: [
      ([0x80], 1), ([0xFF, 0xFE], 2), ([0xE2, 0x80], 1), ([0xE2, 0x80, 0x41], 1), ([0xC0, 0xAF], 2),
      ([0xE0, 0x80, 0x80], 3), ([0xED, 0xA0, 0x80], 3), ([0xF4, 0x90, 0x80, 0x80], 4),
      ([0xF0, 0x9F, 0x98], 1), ([0xF0, 0x9F, 0x98, 0xF0, 0x9F, 0x98, 0x80], 1),
      ([0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64], 6),
      ([0xEF, 0xBF, 0xBD], 0), ([0xC3, 0xCC, 0x81], 1),
    ] as [([UInt8], Int)])
  func replacement(_ bytes: [UInt8], _ count: Int) throws {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    let summary = try tokenizer.tokenize(bytes.span, into: &tokens)
    #expect(summary.replacedSequences == count)
    // The text that a lenient decoder makes of the bytes has the same hashes and kinds.
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    var others: [Token] = []
    #expect(try tokenizer.tokenize(repaired.span, into: &others).replacedSequences == 0)
    #expect(tokens.map(\.hash) == others.map(\.hash))
    #expect(tokens.map(\.kind) == others.map(\.kind))
  }

  @Test("appends, and repeats itself")
  func appending() throws {
    let bytes = Array("\na b\n```".utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(bytes.span, into: &tokens)
    let once = tokens
    _ = try tokenizer.tokenize(bytes.span, into: &tokens)
    #expect(tokens == once + once)
  }

  @Test("is the same wherever in the buffer the text stands", arguments: 0...9)
  func alignment(_ offset: Int) throws {
    let text = "Antidisestablishmentarianism isn't 12345678.9; GPT4o"
    let bytes = Array((String(repeating: "x", count: offset) + text).utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(bytes.span.extracting(offset..<bytes.count), into: &tokens)
    #expect(
      tokens.map { $0.displayText(in: Array(text.utf8).span) } == [
        "antidisestablishmentarianism", "isn't", "12345678.9", ";", "gpt4o",
      ])
    #expect(tokens.first?.hash == Tokenizer.hash(ofWord: "antidisestablishmentarianism"))
  }

  @Test("shows tokens safely in a text that is not theirs")
  func foreignText() {
    let token = Token(hash: 0, start: 3, end: 90, kind: .word)
    #expect(token.displayText(in: Array("abCDé".utf8).span) == "dé")
    #expect(token.displayText(in: [UInt8]().span) == "")
  }
}
