import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// The flow from files to a fingerprint:
///
///     RecordSource → RecordStream → RecordChunk → RecordBatch → FingerprintBuilder → Fingerprint
///       a file         bytes, in      whole         texts          sums, sketches
///                      order          records
///
/// One task reads and decompresses; up to `jobs` others take a chunk each, parse it and add it to a
/// builder. Builders are added up in whatever order they finish: their sums are exact, so the result
/// is the same. No chunk is read before a task is free for it, so memory is bounded by the chunks in
/// flight.
struct Pipeline: Sendable {
  let options: CorpusReadingOptions
  let vocabulary: Vocabulary
  let notes: NoteOptions
  /// The rules that documents are scanned with; nil for none.
  var rules: RuleReading?
  /// Whether a line on the terminal says how far the reading is: not where many corpora are read at once.
  var showsProgress = true

  /// Reads all of `arguments` (files, directories, patterns, `-`) as one corpus.
  ///
  /// - Parameters:
  ///   - rowLimit: How many documents are also kept one by one.
  ///   - checkpoint: Where the state is kept meanwhile; nil for nowhere.
  func read(
    _ arguments: [String], rowLimit: Int = 0, checkpoint: CheckpointFile? = nil
  ) async throws -> CorpusFingerprint {
    let run = try await run(arguments, rowLimit: rowLimit, checkpoint: checkpoint)
    return CorpusFingerprint(
      builder: run.builder, tally: run.tally, shard: options.fields.selection.shard, findings: run.findings)
  }

  /// The same; nil for inputs none of which can be read, where reading is to go on.
  func readable(_ arguments: [String], rowLimit: Int = 0) async throws -> CorpusFingerprint? {
    do {
      return try await read(arguments, rowLimit: rowLimit)
    } catch let failure as CommandFailure where failure.isTold {
      return nil
    }
  }

  /// Reads all of `arguments` as a corpus for each value of the group field, in the order of the values'
  /// bytes. The account is that of all groups together.
  func readGroups(
    _ arguments: [String], checkpoint: CheckpointFile? = nil
  ) async throws -> (groups: [(value: String, builder: FingerprintBuilder)], tally: CorpusTally) {
    let run = try await run(arguments, rowLimit: 0, checkpoint: checkpoint)
    return (run.groups.all, run.tally)
  }

  /// What one task makes of a chunk.
  private struct Outcome: Sendable {
    let builder: FingerprintBuilder
    let tally: ChunkTally
    let source: Int
    var findings: RuleFindings?
  }

  /// What one task is given: a chunk as it was read, or documents that were chosen in order.
  private enum Work: Sendable {
    case chunk(CorpusReader.Piece)
    case documents(RecordBatch, ChunkTally, CorpusReader.Origin)
  }

  private struct Run {
    let builder: FingerprintBuilder
    let groups: GroupedBuilders
    let tally: CorpusTally
    let findings: RuleFindings?
  }

  private func run(
    _ arguments: [String], rowLimit: Int, checkpoint: CheckpointFile?
  ) async throws -> Run {
    var reader = CorpusReader(options: options, notes: notes)
    reader.progress = ReadingProgress(isQuiet: notes.quiet || !showsProgress)
    let progress = reader.progress
    defer { progress?.clear() }
    do {
      let empty = FingerprintBuilder(
        vocabulary: vocabulary, rowLimit: rowLimit, rules: rules.map { RuleSums(of: $0.set) })
      let groups = GroupedBuilders(empty: empty)
      let resumed = try checkpoint?.resume(vocabulary: vocabulary, groups: groups)
      if let resumed {
        notes.note(
          "going on from \(checkpoint?.path ?? ""): "
            + "\(CountText.of(resumed.tally.records, "document")) done")
        reader.resumption = resumed.position
      }
      var found = resumed?.tally ?? CorpusTally()
      var counted = CorpusTally()
      var sum = resumed?.builder ?? empty
      var findings = rules?.noFindings
      let (options, rules) = (options, rules)
      let isGrouped = options.fields.selection.group != nil
      try await withThrowingTaskGroup(of: Outcome.self) { tasks in
        var selector = DocumentSelector(options)
        var extractor: (plan: FieldPlan, extractor: RecordExtractor)?
        // Builders that no task is working on; the corpus's own is one of them.
        var idle = [sum]
        var running = 0
        func take(_ outcome: Outcome) {
          running -= 1
          counted.add(outcome.tally, source: outcome.source)
          progress?.add(records: outcome.tally.records, bad: outcome.tally.skipped.bad)
          if let more = outcome.findings { findings?.merge(more) }
          idle.append(outcome.builder)
        }
        func start(_ work: Work) async throws {
          if running == options.jobs, let outcome = try await tasks.next() { take(outcome) }
          let worker = idle.popLast() ?? empty
          tasks.addTask { try Self.add(work, to: worker, rules: rules, groups: isGrouped ? groups : nil) }
          running += 1
        }
        func finishAll() async throws {
          while let outcome = try await tasks.next() { take(outcome) }
          var all = idle.removeFirst()
          for other in idle { try all.merge(other) }
          idle = [all]
        }
        var paths: [String] = []
        try await reader.forEachPiece(arguments, &found) { source in
          try await finishAll()
          return counted.counts[source]
        } _: { piece, account in
          if options.selectsInOrder {
            while paths.count <= piece.source { paths.append(piece.origin.displayPath) }
            if extractor?.plan != piece.plan { extractor = (piece.plan, RecordExtractor(plan: piece.plan)) }
            var batch = RecordBatch()
            extractor?.extractor.extract(piece.chunk, into: &batch)
            selector.select(&batch, source: piece.source)
            let origin = CorpusReader.Origin(
              path: paths[piece.source], source: piece.source, batch: piece.chunk.sequence)
            try await start(
              .documents(batch, ChunkTally(batch, sequence: piece.chunk.sequence), origin))
          } else {
            try await start(.chunk(piece))
          }
          if let checkpoint, checkpoint.isDue {
            try await finishAll()
            var tally = account
            tally.add(counted)
            try checkpoint.save(
              CheckpointFile.State(position: piece.position, tally: tally, builder: idle[0]),
              groups: isGrouped ? groups : nil)
          }
          return !selector.isComplete
        }
        for (number, (batch, source)) in selector.finish().enumerated() {
          try await start(
            .documents(
              batch, ChunkTally(batch, sequence: 0),
              CorpusReader.Origin(path: paths[source], source: source, batch: number)))
        }
        try await finishAll()
        sum = idle[0]
        counted.repeated = selector.repeated
      }
      found.add(counted)
      try found.report(
        arguments, limit: options.badRecordLimit, notes: notes,
        mayBeEmpty: options.fields.selection.shard != nil)
      if rules?.tellsFailures == true { found.reportRulesGivenUp() }
      return Run(builder: sum, groups: groups, tally: found, findings: findings)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func add(
    _ work: Work, to builder: FingerprintBuilder, rules: RuleReading?, groups: GroupedBuilders?
  ) throws -> Outcome {
    var batch: RecordBatch
    var tally: ChunkTally
    let origin: CorpusReader.Origin
    switch work {
    case .chunk(let piece):
      batch = RecordBatch()
      RecordExtractor(plan: piece.plan).extract(piece.chunk, into: &batch)
      tally = ChunkTally(batch, sequence: piece.chunk.sequence)
      origin = CorpusReader.Origin(
        path: piece.origin.displayPath, source: piece.source, batch: piece.chunk.sequence)
    case .documents(let documents, let account, let place):
      (batch, tally, origin) = (documents, account, place)
    }
    let storage = batch.storage.span
    var scanner = rules.map { DocumentScanner($0) }
    // All of them before any is counted: rules and features have tables that push each other's out of the cache.
    let tallies = scanner?.tallies(batch, origin) ?? []
    tally.rulesGivenUp = scanner?.failures ?? RuleFailures()
    if let groups {
      try groups.add(batch, tallies: tallies)
      return Outcome(builder: builder, tally: tally, source: origin.source)
    }
    var builder = builder
    for (number, record) in batch.records.enumerated() {
      let key = record.prompt ?? record.id ?? record.text
      try builder.add(storage.extracting(record.text), key: storage.extracting(key))
      if rules != nil { builder.addRules(tallies[number]) }
    }
    return Outcome(builder: builder, tally: tally, source: origin.source, findings: scanner?.findings)
  }
}
