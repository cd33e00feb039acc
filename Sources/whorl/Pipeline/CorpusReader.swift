import RecordReading

/// Reads the sources that arguments stand for, one after the other, in chunks of whole records, and keeps
/// the account of what was found.
///
/// Every command that reads a corpus reads it here, so that all of them take the same options.
struct CorpusReader {
  let options: CorpusReadingOptions
  let notes: NoteOptions
  /// Where an interrupted run goes on; nil for the start.
  var resumption: ReadingPosition?
  var progress: ReadingProgress?

  init(options: CorpusReadingOptions, notes: NoteOptions) {
    self.options = options
    self.notes = notes
  }

  /// A chunk and the plan for it.
  struct Piece: Sendable {
    let chunk: RecordChunk
    let plan: FieldPlan
    /// The source, from 0.
    let source: Int
    /// The source itself.
    let origin: RecordSource
    /// Where its end is.
    let position: ReadingPosition
  }

  /// Calls `body` with every chunk of `arguments` (files, directories, patterns, `-`) and the account so far,
  /// in order, until it returns false; after that, sources are read for their digests only.
  ///
  /// - Parameters:
  ///   - tally: Takes all but the records and what was skipped, which `body` counts.
  ///   - counted: What came to be of all chunks so far of the source with this number, for the account of damage; it
  ///     waits for those that are still worked on.
  func forEachPiece(
    _ arguments: [String], _ tally: inout CorpusTally,
    counted: (Int) async throws -> CorpusTally.SourceCount?,
    _ body: (Piece, CorpusTally) async throws -> Bool
  ) async throws {
    let sources = try expand(arguments, &tally)
    let sizes = sources.map(\.fileSize)
    progress?.start(sizes: sizes)
    var isWanted = true
    for (index, source) in sources.enumerated() {
      if let resumption, index < resumption.source {
        progress?.endSource(index)
        continue
      }
      let found = tally.detections.count
      do {
        var stream = try RecordStream(source, options: options.stream)
        do {
          if isWanted { isWanted = try await read(&stream, source, index, &tally, body) }
          if !isWanted { _ = try stream.skipRest() }
        } catch let error as RecordReadingError {
          let count = error.isDamage ? try await counted(index) ?? CorpusTally.SourceCount() : nil
          let error = count.map { error.counting(good: $0.good, bad: $0.bad) } ?? error
          guard options.keepsGoing else { throw error }
          report(error, &tally)
          _ = try stream.skipRest()
        }
        if var digest = stream.inputDigest {
          digest.detected = tally.detections.count > found ? tally.detections.last?.description : nil
          tally.inputs.append(digest)
        }
        if stream.hasChanged {
          notes.note("\(source.displayPath) changed while it was read: its records may be of no one moment")
        }
      } catch let error as RecordReadingError where options.keepsGoing {
        report(error, &tally)
      }
      progress?.endSource(index)
    }
    progress?.end()
  }

  /// Where the documents of a batch come from.
  struct Origin {
    /// The path of their source.
    let path: String
    /// The source, and the batch in the order of reading, from 0.
    let source: Int
    let batch: Int
  }

  /// Calls `body` with the documents of `arguments` in order, in batches, until it returns false. What
  /// `options` say of limits, samples and repeated texts is done.
  func forEachBatch(
    _ arguments: [String], _ tally: inout CorpusTally, _ body: (RecordBatch) throws -> Bool
  ) async throws {
    try await forEachBatch(arguments, &tally) { batch, _ in try body(batch) }
  }

  /// The same, with where each batch comes from.
  func forEachBatch(
    _ arguments: [String], _ tally: inout CorpusTally, _ body: (RecordBatch, Origin) throws -> Bool
  ) async throws {
    var paths: [String] = []
    var number = 0
    var selector = DocumentSelector(options)
    var extractor: (plan: FieldPlan, extractor: RecordExtractor)?
    var account = CorpusTally()
    var batch = RecordBatch()
    try await forEachPiece(arguments, &tally) {
      account.counts[$0]
    } _: { piece, _ in
      if extractor?.plan != piece.plan { extractor = (piece.plan, RecordExtractor(plan: piece.plan)) }
      batch.removeAll()
      extractor?.extractor.extract(piece.chunk, into: &batch)
      while paths.count <= piece.source { paths.append(piece.origin.displayPath) }
      if options.selectsInOrder { selector.select(&batch, source: piece.source) }
      account.add(ChunkTally(batch, sequence: piece.chunk.sequence), source: piece.source)
      number += 1
      return try body(batch, Origin(path: paths[piece.source], source: piece.source, batch: number - 1))
        && !selector.isComplete
    }
    for (batch, source) in selector.finish() {
      account.add(ChunkTally(batch, sequence: .max), source: .max)
      number += 1
      _ = try body(batch, Origin(path: paths[source], source: source, batch: number - 1))
    }
    account.repeated = selector.repeated
    tally.add(account)
  }

  private func read(
    _ stream: inout RecordStream, _ source: RecordSource, _ index: Int, _ tally: inout CorpusTally,
    _ body: (Piece, CorpusTally) async throws -> Bool
  ) async throws -> Bool {
    var plan: FieldPlan?
    let done = resumption?.source == index ? resumption : nil
    while let chunk = try stream.nextChunk() {
      progress?.update(index, bytes: stream.bytesRead)
      if plan == nil, let detection = try detect(in: chunk, of: &stream) {
        tally.detections.append(
          CorpusTally.Detection(
            source: source.displayName, description: detection.description, kind: detection.kind,
            records: detection.recordsLookedAt, fits: detection.text.fits,
            isPlain: detection.format == .jsonLines && detection.shape == .field
              && detection.isComplete))
        plan = detection.plan
        tally.fieldsSeen = tally.fieldsSeen ?? detection.fieldsSeen
        if options.fields.selection.turn != .last, detection.shape != .conversation {
          tally.sourcesWithoutTurns.append(source.displayName)
        }
        if options.stream.split != .file, !detection.isText {
          tally.sourcesWithoutSplit.append(source.displayName)
        }
      }
      if let done, chunk.sequence < done.chunks {
        guard chunk.sequence + 1 < done.chunks || done.isEnd(of: stream) else {
          throw CommandFailure(
            "\(source.displayPath) changed since the checkpoint was written: remove the checkpoint to start over"
          )
        }
        continue
      }
      // Without a plan there is no record in the chunk, but lines in it may have been too long.
      let chunkPlan =
        try plan
        ?? FieldPlan(text: FieldPath(FieldPlan.textNames[0]), selection: options.fields.selection)
      let position = ReadingPosition(
        source: index, chunks: chunk.sequence + 1, bytes: stream.bytesRead, sha256: stream.sha256OfBytesRead)
      let piece = Piece(
        chunk: chunk, plan: chunkPlan, source: index, origin: source, position: position)
      guard try await body(piece, tally) else { return false }
    }
    return true
  }

  /// The fields of a source. Where none are found because its bytes are damaged, the damage is what is told.
  private func detect(
    in chunk: RecordChunk, of stream: inout RecordStream
  ) throws(RecordReadingError) -> FieldDetection? {
    do throws(RecordReadingError) {
      return try FieldPlan.detect(in: chunk, requested: options.fields)
    } catch {
      let first = error
      do throws(RecordReadingError) {
        _ = try stream.nextChunk()
      } catch {
        if error.isDamage { throw error }
      }
      throw first
    }
  }

  private func expand(_ arguments: [String], _ tally: inout CorpusTally) throws -> [RecordSource] {
    var failures: [RecordReadingError] = []
    let expansion =
      options.keepsGoing
      ? try RecordSource.expand(arguments) { failures.append($0) } : try RecordSource.expand(arguments)
    for failure in failures { report(failure, &tally) }
    for line in expansion.notes { notes.note(line) }
    return expansion.sources
  }

  /// Says what could not be read, which also decides the exit status.
  private func report(_ error: RecordReadingError, _ tally: inout CorpusTally) {
    progress?.clear()
    tally.failures += 1
    FailureLog.report(CommandFailure(error).message)
  }
}

extension ReadingPosition {
  /// Whether a stream is where this position was taken, with the same bytes before it.
  func isEnd(of stream: borrowing RecordStream) -> Bool {
    stream.bytesRead == bytes && stream.sha256OfBytesRead == sha256
  }
}
