/// The key to the lines of a plot, below it.
struct PlotLegend {
  /// A line and what it is.
  struct Entry {
    let style: String
    let label: String
  }

  /// The height of one row.
  static let rowHeight = 22.0

  private let entries: [Entry]
  private let columns: Int

  /// A legend of `entries`, `columns` in a row.
  init(_ entries: [Entry], columns: Int) {
    self.entries = entries
    self.columns = max(1, columns)
  }

  /// What it takes.
  var height: Double { Double((entries.count + columns - 1) / columns) * Self.rowHeight }

  /// Draws it in a strip of `width`, its top left at (`x`, `y`).
  func draw(on drawing: inout SVGDrawing, _ x: Double, _ y: Double, width: Double) {
    let columnWidth = width / Double(columns)
    for (index, entry) in entries.enumerated() {
      let left = x + Double(index % columns) * columnWidth
      let middle = y + (Double(index / columns) + 0.5) * Self.rowHeight
      drawing.line(left, middle, left + 30, middle, entry.style)
      // A character of this size is about 6.6 units wide.
      let room = Int((columnWidth - 46) / 6.6)
      drawing.text(
        DisplayWidth.shortened(PrintableText.of(entry.label), to: room), left + 38, middle + 4.5, "label")
    }
  }
}
