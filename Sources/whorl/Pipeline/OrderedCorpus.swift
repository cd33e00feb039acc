import RecordReading
import WhorlKit

/// A corpus whose chunks are worked on by several threads and whose results come in the order of the
/// input.
struct OrderedCorpus {
  let options: CorpusReadingOptions
  let notes: NoteOptions

  /// What was read of one chunk.
  struct Chunk: Sendable {
    /// The records.
    let batch: RecordBatch
    /// The name of the input they are from.
    let source: String
    /// Its path.
    let path: String
    /// Whether it is plain text.
    let isPlainText: Bool
  }

  /// Where the documents of a chunk come from.
  private struct Origin: Sendable {
    let source: String
    let path: String
    let isPlainText: Bool

    init(_ piece: CorpusReader.Piece) {
      source = piece.origin.displayName
      path = piece.origin.displayPath
      if case .text = piece.chunk.format { isPlainText = true } else { isPlainText = false }
    }

    func chunk(_ batch: RecordBatch) -> Chunk {
      Chunk(batch: batch, source: source, path: path, isPlainText: isPlainText)
    }
  }

  private struct Outcome<Result: Sendable>: Sendable {
    let place: Int
    let source: Int
    let tally: ChunkTally
    let result: Result
  }

  /// Reads all of `arguments` (files, directories, patterns, `-`), does `work` on each chunk, `options.jobs`
  /// at once, and hands the results to `consume` in the order of the input.
  ///
  /// Memory is bounded by the chunks in flight.
  func read<Result: Sendable>(
    _ arguments: [String], work: @escaping @Sendable (Chunk) throws -> Result,
    consume: (Result) throws -> Void
  ) async throws -> CorpusTally {
    do {
      let options = options
      var found = CorpusTally()
      var counted = CorpusTally()
      try await withThrowingTaskGroup(of: Outcome<Result>.self) { group in
        var selector = DocumentSelector(options)
        var extractor: (plan: FieldPlan, extractor: RecordExtractor)?
        var waiting: [Int: Outcome<Result>] = [:]
        var (started, next, running) = (0, 0, 0)
        func settle(_ outcome: Outcome<Result>) throws {
          running -= 1
          waiting[outcome.place] = outcome
          while let outcome = waiting.removeValue(forKey: next) {
            counted.add(outcome.tally, source: outcome.source)
            try consume(outcome.result)
            next += 1
          }
        }
        // A slow chunk holds up those behind it: they wait, and no more are started meanwhile.
        func makeRoom() async throws {
          while running == options.jobs || waiting.count > options.jobs {
            guard let outcome = try await group.next() else { break }
            try settle(outcome)
          }
        }
        var origins: [Int: Origin] = [:]
        func start(
          _ batch: RecordBatch, _ tally: ChunkTally, source: Int, _ origin: Origin
        ) async throws {
          try await makeRoom()
          let place = started
          group.addTask {
            Outcome(
              place: place, source: source, tally: tally,
              result: try work(origin.chunk(batch)))
          }
          (started, running) = (started + 1, running + 1)
        }
        let reader = CorpusReader(options: options, notes: notes)
        try await reader.forEachPiece(arguments, &found) { source in
          while let outcome = try await group.next() { try settle(outcome) }
          return counted.counts[source]
        } _: { piece, _ in
          let origin = Origin(piece)
          guard options.selectsInOrder else {
            try await makeRoom()
            let place = started
            group.addTask {
              var batch = RecordBatch()
              RecordExtractor(plan: piece.plan).extract(piece.chunk, into: &batch)
              let tally = ChunkTally(batch, sequence: piece.chunk.sequence)
              return Outcome(
                place: place, source: piece.source, tally: tally,
                result: try work(origin.chunk(batch)))
            }
            (started, running) = (started + 1, running + 1)
            return true
          }
          if extractor?.plan != piece.plan { extractor = (piece.plan, RecordExtractor(plan: piece.plan)) }
          var batch = RecordBatch()
          extractor?.extractor.extract(piece.chunk, into: &batch)
          origins[piece.source] = origin
          selector.select(&batch, source: piece.source)
          try await start(
            batch, ChunkTally(batch, sequence: piece.chunk.sequence), source: piece.source, origin)
          return !selector.isComplete
        }
        for (batch, source) in selector.finish() {
          guard let origin = origins[source] else { continue }
          try await start(batch, ChunkTally(batch, sequence: 0), source: .max, origin)
        }
        while let outcome = try await group.next() { try settle(outcome) }
        counted.repeated = selector.repeated
      }
      found.add(counted)
      try found.report(arguments, limit: options.badRecordLimit, notes: notes)
      return found
    } catch let exit as ExitStatus {
      throw exit
    } catch {
      throw CommandFailure(error)
    }
  }
}
