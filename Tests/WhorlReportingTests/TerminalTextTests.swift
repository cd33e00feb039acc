import Testing

@testable import WhorlReporting

@Suite("Text for a terminal")
struct TerminalTextTests {
  @Test(
    "the columns of text",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("–…", 2), ("日本", 4), ("한국", 4), ("ｆｕｌｌ", 8), ("😀", 2),
      ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤️", 2), ("⏎", 1), ("\u{301}", 0), ("✅", 2), ("a日b", 4), ("\u{1D400}", 1),
    ])
  func columns(text: String, count: Int) {
    #expect(DisplayWidth.of(text) == count)
  }

  @Test(
    "text is cut at a whole character, with an ellipsis",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("日本語", 5, "日本…"),
      ("日本語", 4, "日…"), ("", 0, ""),
    ])
  func shortened(text: String, columns: Int, result: String) {
    #expect(DisplayWidth.shortened(text, to: columns) == result)
    #expect(DisplayWidth.of(DisplayWidth.shortened(text, to: columns)) <= columns)
  }

  @Test(
    "what a terminal obeys becomes U+FFFD, and all else stays",
    arguments: [
      ("\u{1B}[31mred\u{1B}[0m", "\u{FFFD}[31mred\u{FFFD}[0m"),
      ("a\nb\r\nc\td", "a\u{FFFD}b\u{FFFD}\u{FFFD}c\u{FFFD}d"),
      ("\u{9B}31m\u{7F}\0", "\u{FFFD}31m\u{FFFD}\u{FFFD}"), ("x\u{202E}fdp.exe", "x\u{FFFD}fdp.exe"),
      ("\u{2066}a\u{2069}\u{200F}", "\u{FFFD}a\u{FFFD}\u{FFFD}"),
      ("\u{2028}\u{2029}\u{FEFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("\u{E0041}", "\u{FFFD}"), ("👩‍👩‍👧‍👦 é 日本 ¶", "👩‍👩‍👧‍👦 é 日本 ¶"),
    ])
  func printable(text: String, result: String) {
    #expect(Array(PrintableText.of(text).unicodeScalars) == Array(result.unicodeScalars))
  }

  @Test("a tower of marks is cut down")
  func tower() {
    let tower = "a" + String(repeating: "\u{301}", count: 1000) + "b"
    let result = PrintableText.of(tower)
    #expect(result.unicodeScalars.count < 20)
    #expect(result.hasSuffix("b"))
  }

  private static let prose =
    "It scores against 日本語 models, as the reference does — against itself, and so on."

  @Test("wrapped lines fit the width and keep every word", arguments: [10, 17, 40, 80, 100, 200])
  func wrapped(width: Int) {
    let text = Array(repeating: Self.prose, count: 5).joined(separator: " ")
    let lines = WrappedText.lines(text, width: width)
    for line in lines { #expect(DisplayWidth.of(line) <= min(width, 100)) }
    #expect(lines.joined(separator: " ") == text)
    for (line, next) in zip(lines, lines.dropFirst()) {
      let word = next.split(separator: " ").first.map(String.init) ?? ""
      #expect(DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > min(width, 100), "a line was ended early")
    }
  }

  @Test("a word that is longer than a line has a line of its own")
  func longWord() {
    let word = String(repeating: "x", count: 50)
    #expect(WrappedText.lines("a \(word) b", width: 20) == ["a", word, "b"])
    #expect(WrappedText.lines("", width: 20).isEmpty)
    #expect(WrappedText.lines("a  b", width: 0) == ["a", "b"])
    #expect(WrappedText.lines("aa bb cc", width: 10, indentation: 5) == ["aa bb", "cc"])
  }

  @Test("a style is a pair of escapes, or nothing where colour is off")
  func style() {
    #expect(ANSIStyle.green.apply("x", isColored: true) == "\u{1B}[32mx\u{1B}[0m")
    #expect(ANSIStyle.green.apply("x", isColored: false) == "x")
  }
}
