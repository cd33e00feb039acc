/// A table of text with aligned columns.
struct TextTable {
  enum Alignment { case left, right }

  /// The columns that the first cell of a row keeps at least.
  private static let leastFirstWidth = 8

  /// The columns that the first cell of a row takes at most, far more than any model's name: a hostile one does not
  /// make every line of a file as long.
  private static let greatestFirstWidth = 200

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The table with two spaces between columns: the lines of the header, then those of each row.
  ///
  /// The first column is shortened, in the middle of its cells, where the table would be wider than `width`. Where that is not
  /// enough there is no header, and each row is a block: its first cell, then a line for each other
  /// cell with the column's title.
  func blocks(width: Int) -> (header: [String], rows: [[String]]) {
    let all = [header] + rows
    var widths = header.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    if let first = widths.first { widths[0] = min(first, Self.greatestFirstWidth) }
    let total = widths.reduce(0, +) + 2 * (widths.count - 1)
    if total > width {
      let first = widths[0] - (total - width)
      guard first >= min(Self.leastFirstWidth, widths[0]) else {
        return ([], rows.map { stacked($0, width: width) })
      }
      widths[0] = first
    }
    return ([line(header, widths)], rows.map { [line($0, widths)] })
  }

  /// All lines of the table, header first.
  func lines(width: Int) -> [String] {
    let blocks = blocks(width: width)
    return blocks.header + blocks.rows.flatMap(\.self)
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = row.indices.map { column in
      let text = DisplayWidth.shortenedInside(row[column], to: widths[column])
      let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
      return alignments[column] == .left ? text + padding : padding + text
    }
    let line = cells.joined(separator: "  ")
    return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
  }

  private func stacked(_ row: [String], width: Int) -> [String] {
    let titleWidth = header.dropFirst().map(DisplayWidth.of).max() ?? 0
    let cells = row.indices.dropFirst().map { column in
      let padding = String(repeating: " ", count: titleWidth - DisplayWidth.of(header[column]))
      return "  \(header[column])\(padding)  \(row[column])"
    }
    let name = DisplayWidth.shortenedInside(row[0], to: max(1, width))
    return [name] + cells.map { DisplayWidth.shortened($0, to: max(1, width)) }
  }
}
