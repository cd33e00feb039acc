import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl dedupe`: near-duplicates within a corpus, and what of it comes from references.
struct DedupeCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum List: String, ExpressibleByArgument, CaseIterable {
    case keep, drop, clusters, pairs
  }

  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Find the near-duplicates in a corpus, and which of its documents come from references.",
    usage: "whorl dedupe CORPUS... [-r REFERENCE...] [options]",
    discussion: """
      Documents are near-duplicates if the Jaccard similarity of their 5-word shingles, counted exactly, \
      reaches --min-jaccard; clusters join what is linked by such pairs. --list prints one kind of line for \
      other programs: fields between tabs. With -r, documents that come from the references are listed, too; \
      --scan prints a line of JSON for every document instead, with a reference only where copied text \
      supports it.

      EXAMPLES:
        whorl dedupe corpus.jsonl
        whorl dedupe corpus.jsonl -r known.whorlindex --scan
      """)

  @Argument(help: "Files, directories or - of one corpus.")
  var corpus: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp("Indexes and corpora that documents may come from.", valueName: "reference ..."))
  var references: [String] = []

  @Option(
    name: .customLong("min-jaccard"),
    help: ArgumentHelp("The least Jaccard similarity of near-duplicates.", valueName: "share"))
  var minJaccard = 0.5

  @Option(
    name: .customLong("min-run"),
    help: ArgumentHelp("With -r: the least words of a shared span.", valueName: "words"))
  var minRun = 25

  @Option(
    help: "Print only lines of: keep (one document a cluster, and all others), drop, clusters, or pairs.")
  var list: List?

  @Flag(help: "With -r: a line of JSON a document, with the reference that copied text speaks for.")
  var scan = false

  @Option(help: "How results are printed.")
  var format = Format.text

  @Option(help: ArgumentHelp("How many clusters the text report shows.", valueName: "number"))
  var show = 10

  @Option(help: "Colour in text. auto: on a terminal, unless NO_COLOR is set.")
  var color = ReportOptions.Color.auto

  @OptionGroup var notes: NoteOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions

  func run() async throws {
    let named = try reading.paths(corpus)
    guard !named.isEmpty else { throw CommandFailure("no corpus: 'whorl dedupe CORPUS'") }
    guard minJaccard >= 0.02, minJaccard <= 1 else {
      throw CommandFailure("--min-jaccard \(minJaccard) is not a similarity: give a number from 0.02 to 1")
    }
    guard minRun >= 1 else {
      throw CommandFailure("--min-run \(minRun) is not a number of words: give 1 or more")
    }
    guard !scan || !references.isEmpty else {
      throw CommandFailure("--scan needs references: name them with -r")
    }
    guard !scan || list == nil else { throw CommandFailure("--scan and --list contradict each other") }
    if let list, format == .json {
      throw CommandFailure(
        "--list \(list.rawValue) prints lines of text and --format json all of it as JSON: leave one of them out"
      )
    }
    guard references.isEmpty || !named.contains("-") else {
      throw CommandFailure("standard input can be read only once, and -r reads the corpus again: give a file")
    }
    let inputs = try reading.opened(named)
    for path in inputs where try CopiedTextReferences.isIndex(path) {
      throw CommandFailure("\(path) is an index: name the corpora that it was made of")
    }
    let reader = OrderedCorpus(options: try reading.resolved(seed: sampling.seed), notes: notes)
    do {
      let origins = try await origins(inputs, reader)
      if scan { return try Self.write(origins?.scanLines() ?? "") }
      let report = try await duplicates(inputs, reader, origins)
      if let list { return Terminal.write(lines(list, report)) }
      switch format {
      case .text:
        Terminal.write(
          report.text(width: Terminal.width, isColored: color.isColored, limit: max(0, show)))
      case .json: Terminal.write(try report.json() + "\n")
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func write(_ text: String) throws { Terminal.write(text) }

  private func duplicates(
    _ inputs: [String], _ reader: OrderedCorpus, _ origins: OriginReport?
  ) async throws -> DedupeReport {
    let parameters = CopiedTextParameters(
      bands: try BandPlan(threshold: minJaccard, falseNegativeWeight: IndexCommand.defaultMissWeight),
      removesEchoes: false, keepsText: true)
    var builder = try CopiedTextIndexBuilder(
      parameters: parameters, storage: MemoryStorage(), keepsSeeds: false)
    builder.beginReference("")
    var places: [DedupeReport.Place] = []
    var (short, wordless) = (0, 0)
    _ = try await reader.read(inputs) { chunk in
      let digests = try CopiedTextCorpus.digests(chunk.batch, parameters, nil, seeds: false)
      return (digests, chunk.source, chunk.batch.records.map(\.line))
    } consume: { digests, source, lines in
      try builder.append(digests)
      short += digests.short
      wordless += digests.wordless
      places += lines.map { DedupeReport.Place(source: source, line: $0) }
    }
    let index = try builder.finish(toolVersion: ToolVersion.current)
    return DedupeReport(
      index: index, clusters: try DuplicateClusters(of: index, jaccard: minJaccard), places: places,
      minJaccard: minJaccard, short: short, wordless: wordless, origins: origins,
      toolVersion: ToolVersion.current)
  }

  private func origins(_ inputs: [String], _ reader: OrderedCorpus) async throws -> OriginReport? {
    guard !references.isEmpty else { return nil }
    let indexes = try await CopiedTextReferences(corpus: reader, functionWords: nil).indexes(
      try reading.opened(references), threshold: minJaccard, keepsEchoes: false)
    let matcher = CopiedTextMatcher(
      indexes: indexes, thresholds: CopiedTextThresholds(jaccard: minJaccard, run: minRun))
    let found = try await CopiedTextScan(corpus: reader, matcher: matcher, functionWords: nil).run(inputs)
    return OriginReport(
      references: matcher.references, summary: found.summary, documents: found.documents)
  }

  private func lines(_ list: List, _ report: DedupeReport) -> String {
    switch list {
    case .keep: report.keepLines()
    case .drop: report.dropLines()
    case .clusters: report.clusterLines()
    case .pairs: report.pairLines()
    }
  }
}
