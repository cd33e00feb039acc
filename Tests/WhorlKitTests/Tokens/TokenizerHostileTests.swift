import Testing

@testable import WhorlKit

@Suite("The tokenizer on hostile texts")
struct TokenizerHostileTests {
  static let pieces = [
    "a", "Ab1", "1.", "a.", "a_", "_", "*", "`", "~", "#", "-", "- ", ">", "> ", "|", ".", "\n", "\r", "\r\n",
    " ",
    " \n", "\u{301}", "a\u{301}", "a.\u{301}", "\u{200D}", "\u{200D}❤", "❤️", "🇫", "カ", "カ_", "々.", "א\"",
    "א'",
    "\u{202F}", "_\u{202F}", "\u{FE0F}", "1️⃣", "* ", "```\n", "`a", "\n`` `", "\u{2028}", "漢", "ж", "’", "ж’",
    "\u{0}", "\u{0B}",
  ]

  @Test("takes time in proportion to the text, and agrees with its twin", arguments: pieces)
  func repetition(_ piece: String) throws {
    let short = Array(String(repeating: piece, count: 40).utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(short.span, into: &tokens)
    #expect(tokens == TwinTokenizer(short).tokens)

    // A quadratic pass over so many bytes would take minutes.
    let unit = Array(piece.utf8)
    let long = (0..<max(1, 60_000 / unit.count)).flatMap { _ in unit }
    tokens.removeAll()
    let clock = ContinuousClock()
    let elapsed = try clock.measure { _ = try tokenizer.tokenize(long.span, into: &tokens) }
    #expect(elapsed < .seconds(5))
    #expect(Int(tokens.last?.end ?? 0) <= long.count)
  }

  @Test("reads 50 MB without a space as one word")
  func oneLongWord() throws {
    let text = [UInt8](repeating: 0x61, count: 50_000_000)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    #expect(tokens.map(\.end) == [50_000_000])
    #expect(tokens.map(\.kind) == [.word])
  }

  @Test("reads 50 MB of words in one line")
  func oneLongLine() throws {
    let word = Array("internationalisation, ".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(50_000_000)
    while text.count < 50_000_000 { text.append(contentsOf: word) }
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    #expect(tokens.count == text.count / word.count * 2)
    #expect(tokens.last?.kind == .comma)
  }

  @Test("does not allocate once the array has grown")
  func capacity() throws {
    let text = Array("Some **words** and 1,000 numbers.\n\n- ещё слова\n".utf8)
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    _ = try tokenizer.tokenize(text.span, into: &tokens)
    let address = tokens.withUnsafeBufferPointer(\.baseAddress)
    for _ in 0..<100 {
      tokens.removeAll(keepingCapacity: true)
      _ = try tokenizer.tokenize(text.span, into: &tokens)
    }
    #expect(tokens.withUnsafeBufferPointer(\.baseAddress) == address)
  }

  @Test("says what is too long, where the limit is and what to do")
  func error() {
    let message = "\(TokenizationError.textTooLong(bytes: 5_000_000_000))"
    #expect(message == "text of 5000000000 bytes: the limit is 4294967295 bytes; split it into several texts")
  }
}
