import RecordReading
import WhorlKit

/// The flow from files to a fingerprint:
///
///     RecordSource → RecordStream → RecordChunk → RecordBatch → FingerprintBuilder → Fingerprint
///       a file         bytes, in      whole         texts          sums, sketches
///                      order          lines
///
/// One task reads and decompresses; up to `jobs` others take a chunk each, parse it and add it to a
/// builder. Builders are added up in whatever order they finish: their sums are exact, so the result
/// is the same. Memory is bounded by the chunks in flight.
struct Pipeline {
  let options: CorpusReadingOptions
  let vocabulary: Vocabulary
  let notes: NoteOptions

  /// Reads all of `arguments` (files, directories, `-`) as one corpus.
  ///
  /// - Parameter rowLimit: How many documents are also kept one by one.
  func read(_ arguments: [String], rowLimit: Int = 0) async throws -> CorpusFingerprint {
    do {
      let expansion = try RecordSource.expand(arguments)
      for line in expansion.notes { notes.note(line) }
      let empty = FingerprintBuilder(vocabulary: vocabulary, rowLimit: rowLimit)
      var builder = empty
      var tally = CorpusTally()
      for (index, source) in expansion.sources.enumerated() {
        try await read(source, index: index, into: &builder, &tally, empty: empty)
      }
      try tally.report(arguments, limit: options.badRecordLimit, notes: notes)
      return CorpusFingerprint(builder: builder, tally: tally)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func read(
    _ source: RecordSource, index: Int, into builder: inout FingerprintBuilder,
    _ tally: inout CorpusTally, empty: FingerprintBuilder
  ) async throws {
    typealias Outcome = (builder: FingerprintBuilder, tally: ChunkTally)
    var finished = builder
    var total = tally
    let request = options.fields
    let jobs = options.jobs
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var stream = try RecordStream(source)
      var plan: FieldPlan?
      // Builders that no task is working on; the corpus's own is one of them.
      var idle = [finished]
      var running = 0
      while let chunk = try stream.nextChunk() {
        if plan == nil, let detection = try FieldPlan.detect(in: chunk, requested: request) {
          total.detections.append("\(source.displayName): \(detection)")
          plan = detection.plan
        }
        // Without a plan there is no record in the chunk, but lines in it may have been too long.
        let chunkPlan = try plan ?? FieldPlan(text: FieldPath(FieldPlan.textNames[0]))
        if running == jobs, let outcome = try await group.next() {
          running -= 1
          total.add(outcome.tally, source: index)
          idle.append(outcome.builder)
        }
        let worker = idle.popLast() ?? empty
        group.addTask { try Self.add(chunk, plan: chunkPlan, to: worker) }
        running += 1
      }
      for try await outcome in group {
        total.add(outcome.tally, source: index)
        idle.append(outcome.builder)
      }
      if let digest = stream.inputDigest { total.inputs.append(digest) }
      var sum = idle.removeFirst()
      for other in idle { try sum.merge(other) }
      finished = sum
    }
    builder = finished
    tally = total
  }

  private static func add(
    _ chunk: RecordChunk, plan: FieldPlan, to builder: FingerprintBuilder
  ) throws -> (FingerprintBuilder, ChunkTally) {
    var builder = builder
    var batch = RecordBatch()
    RecordExtractor(plan: plan).extract(chunk, into: &batch)
    let storage = batch.storage.span
    for record in batch.records {
      let key = record.prompt ?? record.id ?? record.text
      try builder.add(storage.extracting(record.text), key: storage.extracting(key))
    }
    return (builder, ChunkTally(batch, sequence: chunk.sequence))
  }
}
