/// A table of text with aligned columns.
struct TextTable {
  enum Alignment { case left, right }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The lines of the table, header first, two spaces between columns. The first column is shortened
  /// where the table would be wider than `width`.
  func lines(width: Int) -> [String] {
    let all = [header] + rows
    var widths = header.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let total = widths.reduce(0, +) + 2 * (widths.count - 1)
    if total > width { widths[0] = max(8, widths[0] - (total - width)) }
    return all.map { row in
      let cells = row.indices.map { column in
        let text = DisplayWidth.shortened(row[column], to: widths[column])
        let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
        return alignments[column] == .left ? text + padding : padding + text
      }
      let line = cells.joined(separator: "  ")
      return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
    }
  }
}
