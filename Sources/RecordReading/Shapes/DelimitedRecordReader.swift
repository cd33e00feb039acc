internal import CSimdjson

/// Takes the document out of one row of separated values after the other, by a plan.
final class DelimitedRecordReader {
  private let plan: FieldPlan
  private let layout: DelimitedLayout
  private let text: Int?
  private let prompt: Int?
  private let context: Int?
  private let id: Int?
  private let group: Int?
  private let reasoning: Int?
  private let conditions: [(column: Int?, values: [[UInt8]])]
  private var row = DelimitedRow()
  private var writer: DocumentWriter

  init(plan: FieldPlan, layout: DelimitedLayout) {
    self.plan = plan
    self.layout = layout
    writer = DocumentWriter(channel: plan.selection.channel)
    text = layout.column(plan.text)
    prompt = plan.prompt.flatMap(layout.column)
    context = plan.promptContext.flatMap(layout.column)
    id = plan.id.flatMap(layout.column)
    group = plan.selection.group.flatMap(layout.column)
    reasoning =
      plan.selection.channel == .final ? nil : layout.columns.firstIndex { $0 == "reasoning_content" }
    conditions = plan.selection.conditionsByField.map { (layout.column($0.path), $0.values) }
  }

  /// Appends the document in a row to `batch`.
  ///
  /// - Returns: why there is none, or nil.
  func read(
    _ range: Range<Int>, of bytes: Span<UInt8>, line: Int, into batch: inout RecordBatch
  ) -> RecordProblem? {
    guard let repaired = repairedText(range, of: bytes) else {
      return take(range, of: bytes, line: line, into: &batch)
    }
    let records = batch.records.count
    let problem = take(0..<repaired.count, of: repaired.span, line: line, into: &batch)
    batch.repairedRecords += batch.records.count > records ? 1 : 0
    return problem
  }

  private func take(
    _ range: Range<Int>, of bytes: Span<UInt8>, line: Int, into batch: inout RecordBatch
  ) -> RecordProblem? {
    if let explanation = row.parse(range, of: bytes, delimiter: layout.delimiter) {
      return RecordProblem(.malformed, "malformed row (\(explanation))")
    }
    guard row.fields.count == layout.columns.count else {
      return RecordProblem(
        .malformed,
        "malformed row (\(row.fields.count) field\(row.fields.count == 1 ? "" : "s") under a header of \(layout.columns.count))"
      )
    }
    for condition in conditions {
      guard let column = condition.column else { return .unselected }
      let value = row.bytes(of: row.fields[column], in: bytes)
      guard condition.values.contains(value) else { return .unselected }
    }
    guard let text else { return RecordProblem(missing: plan.text) }
    let start = batch.storage.count
    var place = DocumentWriter.Context(line: line)
    func append(_ column: Int?) -> Range<Int>? {
      guard let column else { return nil }
      let start = batch.storage.count
      row.append(row.fields[column], of: bytes, to: &batch.storage)
      return start < batch.storage.count ? start..<batch.storage.count : nil
    }
    if let path = plan.selection.group {
      place.group = append(group)
      if place.group == nil { return RecordProblem(missing: path) }
    }
    place.id = append(id)
    place.prompt = append(prompt)
    if let first = place.prompt, let more = append(context) {
      place.prompt = DocumentWriter.join([first, more], with: [0x0A, 0x0A], in: &batch.storage)
    }
    let thoughts = append(reasoning).map { [$0] } ?? []
    let answer = append(text).map { [$0] } ?? []
    if writer.append(text: answer[...], reasoning: thoughts[...], place, to: &batch) { return nil }
    batch.storage.removeLast(batch.storage.count - start)
    return .empty
  }
}

/// The text in a range with U+FFFD for what is not UTF-8 and for NUL; nil if there is nothing to replace.
func repairedText(_ range: Range<Int>, of bytes: Span<UInt8>) -> [UInt8]? {
  let text = bytes.extracting(range)
  let isSound = text.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return true }
    return csimdjson_is_utf8(start, buffer.count)
  }
  if isSound, ByteSearch.firstIndex(of: 0, in: range, of: bytes) == nil { return nil }
  return repairedLine(text)
}
