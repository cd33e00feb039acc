import Testing

@testable import WhorlReporting

@Suite("Markdown tables")
struct MarkdownTableTests {
  private static func table() -> MarkdownTable {
    var table = MarkdownTable(["name", "n"])
    table.append(["a|b", "1"])
    table.append(["日本\u{1B}[2J\n", "12345"])
    return table
  }

  @Test("columns line up, bars are escaped, and nothing is left that a terminal obeys")
  func aligned() {
    #expect(
      Self.table().lines == [
        "| name      |     n |", "|-----------|------:|", "| a\\|b      |     1 |",
        "| 日本\u{FFFD}[2J\u{FFFD} | 12345 |",
      ])
  }

  @Test("on a terminal that is too narrow there is no Markdown, and nothing is lost")
  func narrow() {
    #expect(Self.table().lines(width: nil) == Self.table().lines)
    #expect(Self.table().lines(width: 30) == Self.table().lines)
    let narrow = Self.table().lines(width: 20)
    #expect(!narrow.contains { $0.contains("|-") } && narrow.allSatisfy { DisplayWidth.of($0) <= 20 })
    #expect(narrow.contains { $0.contains("12345") })
  }
}
