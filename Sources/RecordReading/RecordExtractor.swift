/// Takes the documents out of chunks of records.
///
/// Each record is validated as a whole, though only the wanted fields are copied. Where an object repeats
/// a key, its first value counts. Blank lines are ignored. The same chunk gives the same documents in
/// every extractor: make one for each worker, as one may not be shared.
///
/// Lone surrogate escapes, NUL bytes and invalid UTF-8 are replaced by U+FFFD, and the record is counted
/// as repaired.
public final class RecordExtractor {
  /// At most this many bad records of a chunk are described.
  public static let findingsPerChunk = 8

  private let plan: FieldPlan
  private lazy var json = JSONRecordReader(plan: plan)
  private var delimited: (layout: DelimitedLayout, reader: DelimitedRecordReader)?
  private lazy var writer = DocumentWriter(channel: plan.selection.channel)

  /// An extractor for the fields of a plan.
  public init(plan: FieldPlan) {
    self.plan = plan
  }

  /// Appends the documents of a chunk to a batch.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public func extract(_ chunk: RecordChunk, into batch: inout RecordBatch) {
    var sink = Sink(source: chunk.source.displayPath)
    let shard = plan.selection.shard
    if shard?.index ?? 1 == 1 {
      for oversized in chunk.oversizedLines {
        sink.skip(.tooLong, line: oversized.line, in: &batch) {
          "line of \(oversized.byteCount) bytes is longer than the limit of \(oversized.limit), "
            + "at byte \(oversized.byteOffset)"
        }
      }
    }
    let bytes = chunk.paddedBytes.span
    batch.storage.reserveCapacity(batch.storage.count + chunk.byteCount)
    var record = chunk.firstRecord
    if let spans = chunk.spans {
      for span in spans {
        if shard?.holds(record) ?? true {
          extract(span, of: bytes, chunk.format, into: &batch, &sink)
        }
        record += 1
      }
      return
    }
    var lines = LineScanner(0..<chunk.byteCount)
    var number = chunk.firstLine
    while let line = lines.next(in: bytes) {
      if shard?.holds(record) ?? true, !isBlank(line, of: bytes) {
        let problem =
          chunk.format == .jsonLines
          ? json.read(line, of: bytes, line: number, into: &batch)
          : readText(line, of: bytes, line: number, into: &batch)
        sink.note(problem, line: number, in: &batch)
      }
      number += 1
      record += 1
    }
  }

  private func extract(
    _ span: RecordSpan, of bytes: Span<UInt8>, _ format: RecordFormat, into batch: inout RecordBatch,
    _ sink: inout Sink
  ) {
    let problem: RecordProblem?
    if let defect = span.defect {
      let kind = format == .json ? "JSON" : "row"
      problem = RecordProblem(.malformed, "malformed \(kind) (\(defect.rawValue))")
    } else {
      switch format {
      case .jsonLines, .json: problem = json.read(span.range, of: bytes, line: span.line, into: &batch)
      case .delimited(let layout):
        problem = reader(layout).read(span.range, of: bytes, line: span.line, into: &batch)
      case .text: problem = readText(span.range, of: bytes, line: span.line, into: &batch)
      }
    }
    // Lines say little where a whole array is on one.
    sink.note(problem, line: span.line, element: format == .json ? span.number : nil, in: &batch)
  }

  private func reader(_ layout: DelimitedLayout) -> DelimitedRecordReader {
    if let delimited, delimited.layout == layout { return delimited.reader }
    let reader = DelimitedRecordReader(plan: plan, layout: layout)
    delimited = (layout, reader)
    return reader
  }

  private func readText(
    _ range: Range<Int>, of bytes: Span<UInt8>, line: Int, into batch: inout RecordBatch
  ) -> RecordProblem? {
    let start = batch.storage.count
    let repaired = repairedText(range, of: bytes)
    if let repaired {
      batch.storage.append(contentsOf: repaired)
    } else {
      bytes.extracting(range).withUnsafeBufferPointer { batch.storage.append(contentsOf: $0) }
    }
    let text = start..<batch.storage.count
    guard writer.append(text: [text], reasoning: [], DocumentWriter.Context(line: line), to: &batch) else {
      batch.storage.removeLast(batch.storage.count - start)
      return .empty
    }
    batch.repairedRecords += repaired == nil ? 0 : 1
    return nil
  }

  private struct Sink {
    let source: String
    var findings = 0

    mutating func note(
      _ problem: RecordProblem?, line: Int, element: Int? = nil, in batch: inout RecordBatch
    ) {
      if problem?.reason?.isBad != true { batch.goodRecords += 1 }
      // The first time that the count is not zero it was this record.
      if batch.repairedRecords > 0, batch.firstRepaired == nil {
        batch.firstRepaired = RecordPlace(source: source, line: line)
      }
      guard let problem else { return }
      if let reason = problem.reason {
        skip(reason, line: line, element: element, in: &batch) { problem.detail }
      } else {
        batch.unselected += 1
      }
    }

    mutating func skip(
      _ reason: SkipReason, line: Int, element: Int? = nil, in batch: inout RecordBatch, detail: () -> String
    ) {
      batch.skipped[reason] += 1
      guard reason.isBad, findings < RecordExtractor.findingsPerChunk else { return }
      findings += 1
      batch.findings.append(
        RecordFinding(
          source: source, line: line, reason: reason,
          detail: element.map { "record \($0): \(detail())" } ?? detail()))
    }
  }
}

/// Whether a line holds only the white space of JSON.
func isBlank(_ line: Range<Int>, of bytes: Span<UInt8>) -> Bool {
  for index in line {
    let byte = bytes[index]
    if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
  }
  return true
}
