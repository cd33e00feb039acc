/// Counts which columns of separated values hold text in the first rows.
struct DelimitedSurvey {
  private let layout: DelimitedLayout
  private let requested: FieldRequest
  private var filled: [Int]
  private var records = 0
  private var malformed = 0

  init(layout: DelimitedLayout, requested: FieldRequest) {
    self.layout = layout
    self.requested = requested
    filled = Array(repeating: 0, count: layout.columns.count)
  }

  /// Looks at the first rows of a chunk.
  mutating func look(at chunk: RecordChunk) {
    let bytes = chunk.paddedBytes.span
    var row = DelimitedRow()
    let conditions = requested.selection.conditionsByField.map { (layout.column($0.path), $0.values) }
    for span in (chunk.spans ?? []).prefix(FieldPlan.linesLookedAt) {
      let isWhole =
        span.defect == nil && row.parse(span.range, of: bytes, delimiter: layout.delimiter) == nil
      guard isWhole, row.fields.count == layout.columns.count else {
        malformed += 1
        continue
      }
      let isWanted = conditions.allSatisfy { column, values in
        column.map { values.contains(row.bytes(of: row.fields[$0], in: bytes)) } ?? false
      }
      guard isWanted else { continue }
      records += 1
      for (column, field) in row.fields.enumerated() where !isWhiteSpace(field.range, of: bytes) {
        filled[column] += 1
      }
    }
  }

  /// What was found; a source with a header and no row has the fields too.
  func detection(in chunk: RecordChunk) throws(RecordReadingError) -> FieldDetection? {
    let selection = requested.selection
    for (path, role) in [(selection.group, "group")] + selection.conditions.map({ ($0.path, "where") }) {
      if let path, layout.column(path) == nil { throw missing(path, role, chunk) }
    }
    guard let text = try field(requested.text, "text", FieldPlan.textNames, nil, chunk) else {
      throw FieldPlan.missing(
        "no text field in \(chunk.source.displayPath), which was read as \(chunk.format.name)", "text",
        names: names,
        isTable: true)
    }
    let prompt = try field(requested.prompt, "prompt", FieldPlan.promptNames, text.path, chunk)
    let id = try field(requested.id, "id", FieldPlan.idNames, text.path, chunk)
    var detection = FieldDetection(
      text: text, prompt: prompt, id: id, recordsLookedAt: records, malformedLines: malformed)
    if prompt?.path.text == "instruction", prompt?.isRequested == false, text.path.text != "input",
      layout.columns.contains("input")
    {
      detection.promptContext = FieldPath(key: "input")
    }
    return detection
  }

  private var names: [String: Int] {
    Dictionary(layout.columns.map { ($0, 1) }) { first, _ in first }
  }

  private func field(
    _ request: FieldPath?, _ role: String, _ names: [String], _ taken: FieldPath?, _ chunk: RecordChunk
  ) throws(RecordReadingError) -> FieldDetection.Field? {
    if let request {
      guard let column = layout.column(request) else { throw missing(request, role, chunk) }
      return FieldDetection.Field(path: request, isRequested: true, fits: filled[column])
    }
    // Where no column is filled in more than half of the rows, it is the one that is filled most. The text is then
    // of an empty column too, and a table without a row has its fields.
    var best: FieldDetection.Field?
    for name in names {
      let path = FieldPath(key: name)
      guard path.steps != taken?.steps, let column = layout.column(path) else { continue }
      let found = FieldDetection.Field(path: path, isRequested: false, fits: filled[column])
      if found.fits * 2 > records { return found }
      if best == nil || found.fits > best?.fits ?? 0 { best = found }
    }
    return role == "text" || (best?.fits ?? 0) > 0 ? best : nil
  }

  private func missing(_ path: FieldPath, _ role: String, _ chunk: RecordChunk) -> RecordReadingError {
    FieldPlan.missing(
      "no field \"\(printable(path.text))\" in \(chunk.source.displayPath)", role, names: names)
  }
}
