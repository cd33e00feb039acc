/// A Markdown table that reads as text too: cells are padded, so that columns line up.
struct MarkdownTable {
  private let header: [String]
  private var rows: [[String]] = []

  init(_ header: [String]) { self.header = header }

  /// Adds a row of as many cells as the header has.
  mutating func append(_ row: [String]) { rows.append(row) }

  /// The lines for a terminal of `width` columns: without Markdown where that would be too wide; nil for any
  /// width.
  func lines(width: Int?) -> [String] {
    let lines = lines
    guard let width, let first = lines.first, DisplayWidth.of(first) > width else { return lines }
    var table = TextTable(
      header.enumerated().map { (title: $0.element, alignment: $0.offset == 0 ? .left : .right) })
    for row in rows { table.append(row.map { PrintableText.of($0) }) }
    return table.lines(width: width)
  }

  /// The lines of the table. Bars and line ends in a cell are escaped, and what a terminal would obey is
  /// replaced.
  var lines: [String] {
    let all = ([header] + rows).map { $0.map(Self.escaped) }
    let widths = header.indices.map { column in max(3, all.map { DisplayWidth.of($0[column]) }.max() ?? 0) }
    var lines = all.map { row in
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
        return column == 0 ? row[column] + padding : padding + row[column]
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let rule = widths.enumerated().map { column, width in
      String(repeating: "-", count: width + 1) + (column == 0 ? "-" : ":")
    }
    lines.insert("|" + rule.joined(separator: "|") + "|", at: 1)
    return lines
  }

  private static func escaped(_ cell: String) -> String {
    var result = ""
    for character in PrintableText.of(cell) {
      if character == "|" { result += "\\" }
      result.append(character)
    }
    return result
  }
}
