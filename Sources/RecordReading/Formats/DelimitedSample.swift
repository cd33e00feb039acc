/// The first rows of what may be separated values.
struct DelimitedSample {
  private static let rowsLookedAt = 50

  let layout: DelimitedLayout
  private let header: [[UInt8]]
  private let rows: Int
  private let fitting: Int

  /// Nil if there is no row that could be a header.
  init?(_ sample: [UInt8], isAll: Bool, delimiter: UInt8) {
    var framer = DelimitedFramer(delimiter: delimiter, skipsHeader: false)
    var spans: [RecordSpan] = []
    framer.scan(sample.span, isEnd: isAll, into: &spans)
    guard let first = spans.first else { return nil }
    var row = DelimitedRow()
    guard row.parse(first.range, of: sample.span, delimiter: delimiter) == nil else { return nil }
    header = row.fields.map { row.bytes(of: $0, in: sample.span) }
    layout = DelimitedLayout(
      delimiter: delimiter, columns: header.map { String(decoding: $0, as: UTF8.self) })
    let body = spans.dropFirst().prefix(Self.rowsLookedAt)
    rows = body.count
    var fitting = 0
    for span in body {
      let isWhole = span.defect == nil && row.parse(span.range, of: sample.span, delimiter: delimiter) == nil
      fitting += isWhole && row.fields.count == header.count ? 1 : 0
    }
    self.fitting = fitting
  }

  /// Whether the bytes can hardly be anything else: rows of as many fields as the header, whose fields look
  /// like names and, for a table of one column, are one that is looked for.
  func isLikely(textField: FieldPath?) -> Bool {
    let isKnown =
      layout.columns.contains { FieldPlan.textNames.contains($0) }
      || textField.map { layout.column($0) != nil } ?? false
    // A header that names the text says enough, unless most rows are of another kind.
    if isKnown, header.count > 1 { return fitting * 2 >= rows }
    guard rows > 0, fitting * 10 >= rows * 9 else { return false }
    let looksLikeNames = header.allSatisfy { name in
      guard let first = name.first, let last = name.last, name.count <= 64 else { return false }
      return first != 0x20 && last != 0x20 && name.allSatisfy { $0 >= 0x20 }
    }
    guard looksLikeNames, Set(header).count == header.count else { return false }
    if isKnown { return true }
    // Two columns without a known name: prose has white space behind its commas, and in its words.
    return header.count > 1
      && (layout.delimiter == DelimitedLayout.tab || header.allSatisfy { !$0.contains(0x20) })
  }
}
