#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// libFuzzer target for decompression, framing, detection and extraction: built in one module with the
// sources of RecordReading, by run.sh. The first two bytes choose the options, the rest is the file. What is
// read in small chunks must be what is read in large ones.

private struct Result: Equatable {
  var texts: [[UInt8]] = []
  var skipped = SkipCounts()
  var repaired = 0
  var failure: RecordReadingError.Code?
}

private func read(_ bytes: [UInt8], options: RecordStreamOptions, plan: FieldPlan) -> Result {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return Result() }
  _ = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
  close(ends[1])
  defer { close(ends[0]) }
  var stream = RecordStream(.standardInput, file: InputFile(borrowing: ends[0]), options: options)
  let extractor = RecordExtractor(plan: plan)
  var result = Result()
  do throws(RecordReadingError) {
    while let chunk = try stream.nextChunk() {
      var batch = RecordBatch()
      extractor.extract(chunk, into: &batch)
      for record in batch.records {
        let text = Array(batch.storage[record.text])
        precondition(!text.isEmpty && String(validating: text, as: UTF8.self) != nil)
        result.texts.append(text)
      }
      result.skipped += batch.skipped
      result.repaired += batch.repairedRecords
      _ = try? FieldPlan.detect(in: chunk)
    }
  } catch {
    result.failure = error.code
    precondition(!error.message.contains("\n"))
  }
  return result
}

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  guard count > 2, count < 60_000 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 2, count: count - 2))
  let formats: [InputFormat?] = [nil, .jsonl, .json, .csv, .tsv, .text]
  let format = formats[Int(data[0] & 7) % formats.count]
  let split = TextSplit.allCases[Int(data[0] >> 3) % 3]
  let limit = data[0] >= 128 ? 40 : 1 << 20
  let selection = RecordSelection(
    role: TurnRole.allCases[Int(data[1] & 3)], turn: TurnChoice.allCases[Int(data[1] >> 2) % 3],
    channel: OutputChannel.allCases[Int(data[1] >> 5) % 3])
  let shapes: [(String, RecordShape)] = [
    ("output", .field), ("messages", .conversation), ("choices", .choices),
  ]
  for (name, shape) in shapes {
    let plan = FieldPlan(text: FieldPath(key: name), shape: shape, selection: selection)
    let small = read(
      bytes,
      options: RecordStreamOptions(chunkSize: 7, maximumLineBytes: limit, format: format, split: split),
      plan: plan)
    let large = read(
      bytes,
      options: RecordStreamOptions(chunkSize: 1 << 20, maximumLineBytes: limit, format: format, split: split),
      plan: plan)
    precondition(small == large, "the chunk size decides what is read")
  }
  return 0
}
