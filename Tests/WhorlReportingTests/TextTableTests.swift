import Testing

@testable import WhorlReporting

@Suite("Text tables")
struct TextTableTests {
  private func table(_ names: String...) -> TextTable {
    var table = TextTable([("Name", .left), ("count", .right), ("share", .right)])
    for (index, name) in names.enumerated() { table.append([name, String(index * 1000), "\(index).5 %"]) }
    return table
  }

  @Test("columns are aligned by display width, and no line ends in spaces")
  func alignment() {
    #expect(
      table("a", "日本語", "e\u{301}t").lines(width: 80) == [
        "Name    count  share",
        "a           0  0.5 %",
        "日本語   1000  1.5 %",
        "e\u{301}t       2000  2.5 %",
      ])
    var last = TextTable([("a", .left), ("b", .left)])
    last.append(["x", ""])
    #expect(last.lines(width: 80) == ["a  b", "x"])
  }

  @Test("a table without rows is its header")
  func empty() {
    #expect(table().lines(width: 80) == ["Name  count  share"])
  }

  @Test("lines fit every width, and show every number", arguments: [12, 20, 21, 22, 40, 80, 200])
  func width(width: Int) {
    let lines = table("a very long name of a model that goes on", "日本語日本語日本語日本語").lines(width: width)
    for line in lines { #expect(DisplayWidth.of(line) <= width) }
    let text = lines.joined(separator: "\n")
    for number in ["1000", "0.5 %", "1.5 %"] where width >= 16 { #expect(text.contains(number)) }
  }

  @Test("where lines may be of any length no name is cut, and prose is broken as for a terminal")
  func unlimited() {
    let name = String(repeating: "a very long name ", count: 10) + "end"
    #expect(table(name).lines(width: LineWidth.unlimited)[1].hasPrefix(name))
    let hostile = String(repeating: name, count: 20)
    #expect(table(hostile).lines(width: LineWidth.unlimited).allSatisfy { $0.count < 220 })
    let prose = WrappedText.lines(name, width: LineWidth.unlimited)
    #expect(prose.count > 1 && prose.allSatisfy { $0.count <= 80 })
  }

  @Test(
    "names that differ at their ends alone stay different when they are cut", arguments: [3, 8, 9, 17, 18])
  func ends(columns: Int) {
    let names = ["Mixtral-8x7B-Instruct-v0.1", "Mixtral-8x7B-Instruct-v0.2", "日本語日本語日本語日本い"]
    let cut = names.map { DisplayWidth.shortenedInside($0, to: columns) }
    #expect(Set(cut).count == 3)
    for text in cut { #expect(DisplayWidth.of(text) <= columns && text.contains("…")) }
    #expect(DisplayWidth.shortenedInside("short", to: columns) == "short" || columns < 5)
  }

  @Test("only the first column is shortened")
  func shortened() {
    #expect(
      table("a very long name").lines(width: 24) == [
        "Name        count  share", "a ver…name      0  0.5 %",
      ])
  }

  @Test("where even that is too wide, each row is a block")
  func stacked() {
    let blocks = table("a very long name", "b").blocks(width: 18)
    #expect(blocks.header.isEmpty)
    #expect(
      blocks.rows == [
        ["a very long name", "  count  0", "  share  0.5 %"], ["b", "  count  1000", "  share  1.5 %"],
      ])
  }
}
