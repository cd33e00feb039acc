import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl match`: text that a suspect shares with references.
struct MatchCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, sarif
  }

  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find copied text: near-duplicates, contained documents, shared spans.",
    usage: "whorl match SUSPECT... -r REFERENCE... [options]",
    discussion: """
      REFERENCE is an index that 'whorl index' made, or a corpus; each file is a reference of its own. Put \
      the suspect before -r, which takes every argument that follows it. Words are compared, whatever their \
      case and the punctuation between them; what a document repeats of its own prompt does not count.

      EXAMPLES:
        whorl match suspect.jsonl -r known.whorlindex
        whorl match suspect.jsonl -r corpora/a.jsonl corpora/b.jsonl --format json
      """)

  @Argument(help: "The suspect's documents: files, directories or -.")
  var suspect: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp("Indexes and corpora to look in.", valueName: "reference ..."))
  var references: [String] = []

  @Option(help: "The suspect's name in the report. Default: its first input's name.")
  var name: String?

  @Option(
    name: .customLong("min-jaccard"),
    help: ArgumentHelp("The least Jaccard similarity of a near-duplicate.", valueName: "share"))
  var minJaccard = CopiedTextThresholds.defaultJaccard

  @Option(
    name: .customLong("min-containment"),
    help: ArgumentHelp("The least share of a contained document's shingles.", valueName: "share"))
  var minContainment = 0.5

  @Option(
    name: .customLong("min-run"),
    help: ArgumentHelp("The least words of a shared span.", valueName: "words"))
  var minRun = 25

  @Option(
    name: .customLong("common-share"),
    help: ArgumentHelp(
      "What is found in more than this share of the references, and in three or more, is common and no "
        + "evidence.", valueName: "share"))
  var commonShare = 0.25

  @Flag(name: .customLong("keep-echoes"), help: "Count what documents repeat of their prompts, too.")
  var keepEchoes = false

  @Flag(
    name: .customLong("trust-index"),
    help: "Do not compare the checksums of indexes, which reads all of them.")
  var trustIndex = false

  @Option(help: ArgumentHelp("How many documents the text report shows.", valueName: "number"))
  var show = 10

  @Option(
    help: ArgumentHelp("What the permutations on shared prompts and --sample draw by.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "How results are printed.")
  var format = Format.text

  @Option(help: "Colour in text. auto: on a terminal, unless NO_COLOR is set.")
  var color = ReportOptions.Color.auto

  @OptionGroup var notes: NoteOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions

  func run() async throws {
    try ModelName.check(name, option: "--name")
    let suspect = try reading.paths(suspect)
    guard !suspect.isEmpty else {
      throw CommandFailure(
        references.count > 1
          ? "no suspect: -r takes every argument that follows it, so put the suspect before -r"
          : "no suspect: 'whorl match SUSPECT -r REFERENCE...'")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no references: name at least one with -r, as in 'whorl match SUSPECT -r a.jsonl'")
    }
    guard ((suspect + references + [reading.filesFrom].compactMap(\.self)).count { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    let opened = try reading.opened(suspect)
    let referencePaths = try reading.opened(references)
    for path in opened where try CopiedTextReferences.isIndex(path) {
      throw CommandFailure("\(path) is an index and the suspect must be a corpus: put indexes behind -r")
    }
    let thresholds = try thresholds()
    let corpus = OrderedCorpus(options: try reading.resolved(seed: seed), notes: notes)
    let functionWords = try vocabulary.load().functionWords
    let indexes = try await CopiedTextReferences(corpus: corpus, functionWords: functionWords).indexes(
      referencePaths, threshold: max(0.02, min(minJaccard, 1)), keepsEchoes: keepEchoes,
      checks: trustIndex ? .none : .lookups)
    let matcher = CopiedTextMatcher(indexes: indexes, thresholds: thresholds)
    let scan = CopiedTextScan(corpus: corpus, matcher: matcher, functionWords: functionWords)
    let found = try await scan.run(opened)
    let report = MatchReport(
      suspect: name ?? FingerprintSource.name(of: suspect), inputs: found.inputs,
      references: CopiedTextScan.references(matcher), thresholds: thresholds,
      indexThreshold: indexes.map(\.header.parameters.bands.threshold).max() ?? minJaccard,
      summary: found.summary, documents: found.documents,
      samePrompt: found.overlap.evidence(matcher, seed: seed), toolVersion: ToolVersion.current)
    do {
      switch format {
      case .text:
        Terminal.write(
          report.text(width: Terminal.width, isColored: color.isColored, limit: max(0, show)))
      case .json: Terminal.write(try report.json() + "\n")
      case .csv: Terminal.write(report.csv())
      case .sarif: Terminal.write(try report.sarif() + "\n")
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  private func thresholds() throws -> CopiedTextThresholds {
    for (option, value) in [
      ("--min-jaccard", minJaccard), ("--min-containment", minContainment), ("--common-share", commonShare),
    ] where !(value > 0 && value <= 1) {
      throw CommandFailure("\(option) \(value) is not a share: give a number above 0 and up to 1")
    }
    guard minRun >= 1 else {
      throw CommandFailure("--min-run \(minRun) is not a number of words: give 1 or more")
    }
    return CopiedTextThresholds(
      jaccard: minJaccard, containment: minContainment, run: minRun, commonShare: commonShare)
  }
}
