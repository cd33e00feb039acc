internal import CSimdjson

/// Takes the records out of chunks of JSON Lines.
///
/// Each line is validated as a whole, though only the wanted fields are copied. Where an object repeats
/// a key, its first value counts. Blank lines are ignored. The same chunk gives the same records in
/// every extractor: make one for each worker, as one may not be shared.
///
/// Lone surrogate escapes, NUL bytes and invalid UTF-8 inside strings are replaced by U+FFFD, and the
/// record is counted as repaired.
public final class RecordExtractor {
  /// At most this many bad lines of a chunk are described.
  public static let findingsPerChunk = 8

  private static let textPath = 0

  private let plan: FieldPlan
  private let reader: LineReader
  private let promptPath: Int?
  private let idPath: Int?

  /// An extractor for the fields of a plan.
  public init(plan: FieldPlan) {
    self.plan = plan
    promptPath = plan.prompt == nil ? nil : 1
    idPath = plan.id == nil ? nil : plan.prompt == nil ? 1 : 2
    reader = LineReader(paths: [plan.text] + [plan.prompt, plan.id].compactMap { $0 })
  }

  /// Appends the records of a chunk to a batch.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public func extract(_ chunk: RecordChunk, into batch: inout RecordBatch) {
    var sink = Sink(source: chunk.source.displayName)
    for oversized in chunk.oversizedLines {
      sink.skip(.tooLong, line: oversized.line, in: &batch) {
        "line of \(oversized.byteCount) bytes is longer than the limit of \(oversized.limit)"
      }
    }
    let bytes = chunk.paddedBytes.span
    batch.storage.reserveCapacity(batch.storage.count + chunk.byteCount)
    var lines = LineScanner(0..<chunk.byteCount)
    var number = chunk.firstLine
    while let line = lines.next(in: bytes) {
      if !isBlank(line, of: bytes) {
        extract(line, of: bytes, number: number, into: &batch, &sink)
      }
      number += 1
    }
  }

  private func extract(
    _ line: Range<Int>, of bytes: Span<UInt8>, number: Int, into batch: inout RecordBatch,
    _ sink: inout Sink
  ) {
    let start = batch.storage.count
    let outcome = reader.readRepairing(line, of: bytes, into: &batch.storage)
    let text = reader.value(Self.textPath)
    let isText = outcome.status == CSimdjsonStatusValid && text.kind == CSimdjsonKindString
    if isText, !isWhiteSpace(text.range, of: batch.storage.span) {
      let prompt = promptPath.map(reader.value)
      let id = idPath.map(reader.value)
      batch.records.append(
        Record(
          text: text.range,
          prompt: prompt.flatMap { $0.kind == CSimdjsonKindString ? $0.range : nil },
          id: id.flatMap {
            $0.kind == CSimdjsonKindString || $0.kind == CSimdjsonKindNumber ? $0.range : nil
          },
          line: number))
      batch.repairedRecords += outcome.isRepaired ? 1 : 0
      return
    }
    batch.storage.removeLast(batch.storage.count - start)
    if let explanation = LineReader.explanation(of: outcome.status) {
      sink.skip(.malformed, line: number, in: &batch) { "malformed JSON (\(explanation))" }
    } else if text.kind == CSimdjsonKindMissing {
      sink.skip(.missingField, line: number, in: &batch) {
        "no field \"\(printable(plan.text.text))\""
      }
    } else if isText || text.kind == CSimdjsonKindNull {
      sink.skip(.empty, line: number, in: &batch) { "empty text" }
    } else {
      sink.skip(.notText, line: number, in: &batch) {
        "field \"\(printable(plan.text.text))\" is \(LineReader.name(of: text.kind)), not text"
      }
    }
  }

  private struct Sink {
    let source: String
    var findings = 0

    mutating func skip(
      _ reason: SkipReason, line: Int, in batch: inout RecordBatch, detail: () -> String
    ) {
      batch.skipped[reason] += 1
      guard reason.isBad, findings < RecordExtractor.findingsPerChunk else { return }
      findings += 1
      batch.findings.append(
        RecordFinding(source: source, line: line, reason: reason, detail: detail()))
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
