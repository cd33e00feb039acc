import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl train`: what is learned from many models' outputs: a background, or a vocabulary.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Make a background, or a vocabulary, from many models' outputs.",
    usage: """
      whorl train CORPUS... --name NAME -o FILE [--families FILE] [options]
      whorl train --vocabulary-only INPUT... --name NAME -o FILE [--source TEXT...] [options]
      """,
    discussion: """
      A background is what likelihood ratios rest on: how models differ, how documents of one model \
      scatter, and how scores between models that the score had not seen are distributed. Give one corpus \
      a model, 12 models or more of 8 families or more, with answers to the same prompts.

      --vocabulary-only reads every input twice, so that the inputs must be files. Either result depends \
      on the documents alone and not on their order.

      EXAMPLES:
        whorl train corpora/*.jsonl -o mine.whorlbg --name mine
        whorl train corpora/*.jsonl -o mine.whorlbg --name mine --families families.tsv
      """)

  @Argument(help: ArgumentHelp("Files or directories: one corpus each file.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"))
  var output: String

  @Flag(name: .customLong("vocabulary-only"), help: "Compute a vocabulary instead of a background.")
  var vocabularyOnly = false

  @Option(help: "The name of the result.")
  var name: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Where the corpora came from, with their licence; one text each.", valueName: "text ..."))
  var source: [String] = []

  @Option(
    name: .customLong("function-words"),
    help: ArgumentHelp(
      "The words that masks keep, one a line. Default: the built-in list.", valueName: "file"))
  var functionWords: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var notes: NoteOptions

  @Option(
    help: ArgumentHelp(
      "The family of each model, as lines of name, tab, family. Models of one family are left out together "
        + "when the calibration is fitted. Default: each model is a family.", valueName: "file"))
  var families: String?

  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var rules: FingerprintPackOptions

  func run() async throws {
    try ModelName.check(name, option: "--name")
    for text in source { try ModelName.check(text, option: "--source") }
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure(
        source.isEmpty
          ? "no inputs: name files or directories, or a --files-from list"
          : "no inputs: --source takes every argument that follows it, so put the inputs before it")
    }
    guard !vocabularyOnly || rules.packs == nil else {
      throw CommandFailure("--packs is for a background: drop --vocabulary-only")
    }
    guard vocabularyOnly else { return try await trainBackground(inputs) }
    guard !inputs.contains("-") else {
      throw CommandFailure("training reads its inputs twice, which standard input does not allow: name files")
    }
    guard families == nil else {
      throw CommandFailure("--families is for a background: drop --vocabulary-only")
    }
    let options = try reading.resolved(seed: sampling.seed)
    let file = try OutputFile(output) { try reading.filesRead(inputs) + [functionWords].compactMap(\.self) }
    do {
      let files = try reading.files(inputs)
      var trainer = VocabularyTrainer(functionWords: try words())
      var tally = CorpusTally()
      let reader = CorpusReader(options: options, notes: notes)
      try await reader.forEachBatch(inputs, &tally) { batch in
        let storage = batch.storage.span
        for record in batch.records { try trainer.count(storage.extracting(record.text)) }
        return true
      }
      try tally.report(inputs, limit: options.badRecordLimit, notes: notes)
      trainer.finishCounting()
      var unused = CorpusTally()
      var isComplete = false
      try await reader.forEachBatch(files, &unused) { batch in
        let storage = batch.storage.span
        for record in batch.records where !isComplete {
          isComplete = try trainer.collectText(storage.extracting(record.text))
        }
        return !isComplete
      }
      let bytes = trainer.encoded(name: name, sources: self.source, corpora: files.count)
      try file.write(bytes)
      notes.note(
        "\(output): \(CountText.of(tally.records, "document")) of "
          + "\(files.count == 1 ? "1 corpus" : "\(files.count) corpora"), \(SizeText.of(bytes.count))")
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
}
