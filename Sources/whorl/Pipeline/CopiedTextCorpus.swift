import RecordReading
import WhorlKit

/// The flow from files to an index of copied text:
///
///     RecordSource → RecordBatch → DocumentDigests → CopiedTextIndexBuilder → CopiedTextIndex
///       a file         texts         signatures,       bands, postings
///                                    seeds
struct CopiedTextCorpus {
  let corpus: OrderedCorpus
  let parameters: CopiedTextParameters
  /// What the features of same-prompt overlap are made with; nil for none.
  let functionWords: FunctionWords?

  /// Appends all records of `arguments` to `builder` as the reference `name`.
  func append(_ arguments: [String], name: String, to builder: inout CopiedTextIndexBuilder) async throws {
    var result = builder
    result.beginReference(name)
    let (parameters, functionWords) = (parameters, functionWords)
    let tally = try await corpus.read(arguments) { chunk in
      try Self.digests(chunk.batch, parameters, functionWords)
    } consume: {
      try result.append($0)
    }
    result.add(
      inputs: tally.inputs.map { input in
        FingerprintHeader.InputDigest(
          name: input.displayName, bytes: UInt64(input.byteCount), sha256: input.sha256)
      })
    builder = result
  }

  /// The same, and nothing for inputs none of which can be read, where reading is to go on.
  func appendReadable(
    _ arguments: [String], name: String, to builder: inout CopiedTextIndexBuilder
  ) async throws {
    do {
      try await append(arguments, name: name, to: &builder)
    } catch let failure as CommandFailure where failure.isTold {
      // Nothing was appended; what was wrong was told.
    }
  }

  /// The digests of a batch of records.
  static func digests(
    _ batch: RecordBatch, _ parameters: CopiedTextParameters, _ functionWords: FunctionWords?,
    seeds: Bool = true
  ) throws -> DocumentDigests {
    var digests = DocumentDigests(
      parameters: parameters, functionWords: functionWords, keepsSeeds: seeds)
    digests.reserve(batch.records.count, bytes: batch.storage.count)
    let storage = batch.storage.span
    for record in batch.records {
      try digests.add(
        storage.extracting(record.text), prompt: storage.extracting(record.prompt ?? 0..<0),
        id: storage.extracting(record.id ?? 0..<0))
    }
    return digests
  }
}
