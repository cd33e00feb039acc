import ArgumentParser
import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// `whorl mine`: the phrases and errors that give a model away, as a rule pack.
struct MineCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case pack, table
  }

  static let configuration = CommandConfiguration(
    commandName: "mine",
    abstract: "Find the phrases and errors that one model has far more often than others, as a rule pack.",
    usage: "whorl mine --target FILE... --background FILE... -o pack.yml",
    discussion: """
      Phrases of one to eight words, the first words of texts, and the errors that the pack 'errors' knows (fused \
      words, letters of other scripts, control tokens), are counted by documents. What texts of both halves of the \
      prompts have, with a probability of 95 % more than twice as often as the background's, is ordered by how much \
      more often, and as much of it becomes rules as together have at least seven times as many hits as in other \
      models' texts; where nothing has, the pack says that it is not strong. The rate of false discoveries among them (Benjamini and Hochberg) is \
      reported. The more background the better, and \
      best on the same prompts, in a file for each model: relatives of the target have its habits, so a phrase is \
      not compared with the third of the files that has it most often.

      EXAMPLES:
        whorl mine --target ours.jsonl --background others/ -o ours-pack.yml --name ours
        whorl rules scan suspect.jsonl --pack ours-pack.yml
      """)

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Texts of the model.", valueName: "file ..."))
  var target: [String]

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Texts of other models.", valueName: "file ..."))
  var background: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("What to write; - for standard output.", valueName: "file"))
  var output: String

  @Option(help: "pack, or table for tab-separated counts.")
  var format = Format.pack

  @Option(help: "The pack's name. Default: mined.")
  var name = "mined"

  @Option(name: .customLong("max-rules"), help: ArgumentHelp("The most rules.", valueName: "number"))
  var maximumRules = 200

  @Option(
    help: ArgumentHelp(
      "The share of the background's files, those that have a phrase most, that it is not compared with.",
      valueName: "share"))
  var relatives = 0.34

  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let options = try reading.resolved(seed: sampling.seed)
    guard !target.contains("-"), !background.contains("-") else {
      throw CommandFailure("--target is read twice: name files, not standard input (-)")
    }
    guard maximumRules > 0 else { throw CommandFailure("--max-rules must be at least 1") }
    guard relatives >= 0, relatives < 1 else {
      throw CommandFailure(
        "--relatives \(relatives) is no share of the files: give a number from 0 to below 1")
    }
    guard RulePack.isValidName(name) else {
      throw CommandFailure(
        "--name \(name) is no pack's name: lower-case letters and digits, with '-' between words")
    }
    let file = try OutputFile(output) { try reading.filesRead(target + background) }
    let pass = OrderedCorpus(options: options, notes: notes)
    var requirements = PhraseMiner.Requirements()
    requirements.relatives = relatives
    var miner = PhraseMiner(requirements)
    let errors = ErrorSignatures()
    _ = try await pass.read(target) { chunk in
      Self.documents(chunk.batch, errors) { _ in true }
    } consume: { documents in
      for document in documents { miner.addTarget(document.phrases, prompt: document.prompt) }
    }
    miner.endTarget()
    let candidates = miner
    var sources: [String: Int] = [:]
    _ = try await pass.read(background) { chunk in
      (chunk.source, Self.documents(chunk.batch, errors, isWanted: candidates.isCandidate))
    } consume: { name, documents in
      let source = sources[name, default: sources.count]
      sources[name] = source
      for document in documents {
        miner.addBackground(document.phrases, prompt: document.prompt, source: source)
      }
    }
    let phrases = miner.phrases()
    var report = MinedPhrases(phrases, of: miner, limit: maximumRules)
    let wanted = Set(phrases.map(\.hash))
    for signature in errors.signatures where wanted.contains(signature.hash) {
      report.add(signature.hash, signature: signature)
    }
    _ = try await pass.read(target) { chunk in
      Self.texts(chunk.batch, wanted)
    } consume: { texts in
      for text in texts { report.add(text.hash, words: text.words, isOpening: text.isOpening) }
    }
    report.finish()
    switch format {
    case .pack:
      try file.write(
        Array(
          report.pack(
            name: name, toolVersion: ToolVersion.current, target: target.joined(separator: " "),
            backgroundFiles: sources.count
          ).utf8))
    case .table: try file.write(Array(report.table().utf8))
    }
    notes.note(
      "\(output): \(CountText.of(report.count, "phrase or error", "phrases and errors")) of \(miner.candidates) tested"
        + (report.count > 0
          ? ", false discovery rate \(report.falseDiscoveryRateText) (Benjamini and Hochberg)" : "")
        + (report.count == 0 ? "; nothing is over-represented: more texts would help" : "")
        + (report.count > 0 && !report.estimate.isStrong
          ? "; together they are hardly told from other models' habits: more texts would help" : ""))
  }

  private struct Document: Sendable {
    let phrases: [UInt64]
    let prompt: UInt64
  }

  private static func documents(
    _ batch: RecordBatch, _ errors: ErrorSignatures, isWanted: (UInt64) -> Bool
  ) -> [Document] {
    var scan = PhraseScan()
    var scanner = RuleScanner(errors.set)
    let storage = batch.storage.span
    var documents: [Document] = []
    for record in batch.records {
      let text = storage.extracting(record.text)
      var phrases = errors.hashes(of: scanner.scan(text)).filter(isWanted)
      scan.forEachPhrase(in: text) { hash, _, _ in
        if isWanted(hash) { phrases.insert(hash) }
      }
      let key = storage.extracting(record.prompt ?? record.id ?? record.text)
      documents.append(Document(phrases: phrases.sorted(), prompt: StableHash.bytes(key, seed: 0)))
    }
    return documents
  }

  private struct PhraseText: Sendable {
    let hash: UInt64
    let words: [String]
    let isOpening: Bool
  }

  /// The words of each wanted phrase, once a batch.
  private static func texts(_ batch: RecordBatch, _ wanted: Set<UInt64>) -> [PhraseText] {
    var scan = PhraseScan()
    var inner = PhraseScan()
    var seen: Set<UInt64> = []
    var result: [PhraseText] = []
    let storage = batch.storage.span
    for record in batch.records {
      let text = storage.extracting(record.text)
      scan.forEachPhrase(in: text) { hash, range, isOpening in
        guard wanted.contains(hash), seen.insert(hash).inserted else { return }
        result.append(
          PhraseText(hash: hash, words: inner.words(of: text.extracting(range)), isOpening: isOpening))
      }
    }
    return result
  }
}
