import ArgumentParser
import RecordReading
import WhorlKit

/// `whorl train`: what is learned from many corpora. For now the vocabulary.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Compute the vocabulary of features from many models' outputs.",
    discussion: """
      Reads every input twice: once to count in how many documents each n-gram is, once for the text of \
      those that are kept. The inputs must therefore be files. The result depends on the documents \
      alone and not on their order.
      """)

  @Argument(help: "Files or directories: one corpus each file.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The vocabulary to write.")
  var output: String

  @Flag(name: .customLong("vocabulary-only"), help: "Compute the vocabulary and nothing else.")
  var vocabularyOnly = false

  @Option(help: "The vocabulary's name.")
  var name: String

  @Option(parsing: .upToNextOption, help: "Where the corpora came from, with their licence; one text each.")
  var source: [String] = []

  @Option(
    name: .customLong("function-words"), help: "The words that masks keep, one a line. Default: the built-in list.")
  var functionWords: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    guard vocabularyOnly else {
      throw CommandFailure("this version trains vocabularies only: add --vocabulary-only")
    }
    guard !inputs.contains("-") else {
      throw CommandFailure("training reads its inputs twice, which standard input does not allow: name files")
    }
    try OutputFile.check(output)
    let options = try reading.resolved()
    do {
      let sources = try RecordSource.expand(inputs)
      for line in sources.notes { notes.note(line) }
      var trainer = VocabularyTrainer(functionWords: try words())
      var tally = CorpusTally()
      for source in sources.sources {
        try Self.forEachText(of: source, options, &tally) { text throws(TokenizationError) in
          try trainer.count(text)
          return true
        }
      }
      try options.badRecordLimit.check(
        tally.skipped, records: tally.records, first: tally.firstFindings.first)
      guard tally.records > 0 else { throw CommandFailure("no records in \(inputs.joined(separator: ", "))") }
      trainer.finishCounting()
      var isComplete = false
      for source in sources.sources where !isComplete {
        var unused = CorpusTally()
        try Self.forEachText(of: source, options, &unused) { text throws(TokenizationError) in
          isComplete = try trainer.collectText(text)
          return !isComplete
        }
      }
      let bytes = trainer.encoded(name: name, sources: self.source, corpora: sources.sources.count)
      try OutputFile.write(bytes, to: output)
      notes.note("\(output): \(tally.records) documents of \(sources.sources.count) corpora, \(bytes.count) bytes")
    } catch {
      throw CommandFailure(error)
    }
  }

  private func words() throws -> FunctionWords {
    guard let functionWords else { return try VocabularyOptions.parse([]).load().functionWords }
    let bytes = try InputBytes.read(functionWords)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(functionWords) is not UTF-8 text")
    }
    let words = FunctionWords(parsing: text)
    guard !words.words.isEmpty else { throw CommandFailure("\(functionWords) holds no words") }
    return words
  }

  /// Calls `body` with every text of `source` until it returns false.
  private static func forEachText(
    of source: RecordSource, _ options: CorpusReadingOptions, _ tally: inout CorpusTally,
    _ body: (Span<UInt8>) throws(TokenizationError) -> Bool
  ) throws {
    var stream = try RecordStream(source)
    var extractor: RecordExtractor?
    var batch = RecordBatch()
    while let chunk = try stream.nextChunk() {
      if extractor == nil, let detection = try FieldPlan.detect(in: chunk, requested: options.fields) {
        extractor = RecordExtractor(plan: detection.plan)
      }
      batch.removeAll()
      extractor?.extract(chunk, into: &batch)
      tally.add(ChunkTally(batch, sequence: chunk.sequence), source: 0)
      let storage = batch.storage.span
      for record in batch.records where try !body(storage.extracting(record.text)) { return }
    }
  }
}
