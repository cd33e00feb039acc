import ArgumentParser
import RulePacks
import WhorlKit
import WhorlReporting

/// `whorl explain`: what drives the score of one suspect against one reference.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what drives a score: channels, features, phrases and documents.",
    usage: "whorl explain SUSPECT... -r REFERENCE... [options]",
    discussion: """
      SUSPECT and REFERENCE are as for 'whorl score'. Of several references the one with the best score is \
      explained, or the one that --of names; the others decide what kind of text the case is of.

      Contributions of features sum to the score. With a corpus as the suspect its texts are quoted, and \
      prompts are left out in turn; with a fingerprint the report says what it could not show.

      EXAMPLES:
        whorl explain suspect.jsonl -r references/
        whorl explain suspect.jsonl -r *.whorl --of known --top 20 --format json
        whorl explain suspect.jsonl -r references/ --report html=case.html
      """)

  @Argument(help: "The suspect: a fingerprint, or files, directories or - of one corpus.")
  var suspect: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp(
      "The references: fingerprints, directories of them, or a corpus each.", valueName: "reference ..."))
  var references: [String] = []

  @Option(help: ArgumentHelp("The reference to explain, by name. Default: the best.", valueName: "name"))
  var of: String?

  @Option(help: "The suspect's name in the report. Default: its first input's name.")
  var name: String?

  @Option(help: ArgumentHelp("Features to show for and against.", valueName: "number"))
  var top = 10

  @Option(help: ArgumentHelp("Places to quote of each feature.", valueName: "number"))
  var places = 2

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Also write the case as a page: html=FILE.", valueName: "html=file"))
  var page: String?

  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var rules: FingerprintPackOptions
  @OptionGroup var evidence: BackgroundOptions
  @OptionGroup var report: ReportOptions

  /// Documents of a suspect that are kept one by one, for intervals: those of `whorl score`.
  private static let documentsKept = 2000

  func run() async throws {
    try ModelName.check(name, option: "--name")
    let suspect = try reading.paths(suspect)
    guard !suspect.isEmpty else {
      throw CommandFailure(
        references.count > 1
          ? "no suspect: -r takes every argument that follows it, so put the suspect before -r"
          : "no suspect: 'whorl explain SUSPECT -r REFERENCE'")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no reference: name one with -r, as in 'whorl explain SUSPECT -r a.whorl'")
    }
    guard ((suspect + references + [reading.filesFrom].compactMap(\.self)).count { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    guard (0...1000).contains(top) else { throw CommandFailure("--top \(top): give 0 to 1000") }
    guard (0...100).contains(places) else { throw CommandFailure("--places \(places): give 0 to 100") }
    let referencePaths = try reading.opened(references)
    let suspectPaths = try reading.opened(suspect)
    try reading.checkUse(suspectPaths + referencePaths + evidence.domainBackground)
    let output = try pageFile(inputs: suspectPaths + referencePaths)
    let options = try reading.resolved(seed: evidence.assessment().seed)
    let vocabulary = try vocabulary.load()
    let ruleSet = try rules.load(notes: report.notes)
    let source = FingerprintSource(
      pipeline: Pipeline(
        options: options, vocabulary: vocabulary, notes: report.notes,
        rules: ruleSet.map { RuleReading(set: $0) }))
    let known = try await source.references(referencePaths)
    if let of, !known.contains(where: { $0.header.name == of }) {
      throw CommandFailure(
        "no reference is called '\(of)'\(NameSuggestion.hint(for: of, among: known.map(\.header.name))); there "
          + "\(known.count == 1 ? "is" : "are") \(known.map(\.header.name).joined(separator: ", "))")
    }
    guard let background = try evidence.load() else {
      throw CommandFailure("--uncalibrated leaves nothing to explain: the style score needs a background")
    }
    let explained: ExplainReport
    do {
      let scoring = try CaseScoring(
        references: known, domainBackground: try await source.references(evidence.domainBackground),
        vocabulary: vocabulary, background: background, options: evidence.assessment())
      let questioned = try await read(suspectPaths, source: source, options: options)
      let (_, scored) = try scoring.score(questioned.fingerprint, rows: questioned.rows)
      guard let assessment = scored else { throw CommandFailure("no reference could be compared") }
      explained = try explain(questioned, known, assessment, background, vocabulary, ruleSet)
    } catch {
      throw CommandFailure(error)
    }
    try output?.write(Array(explained.comparison.html().utf8))
    switch report.format {
    case .text: Terminal.write(explained.text(width: Terminal.width, isColored: report.isColored))
    case .json: Terminal.write(try explained.json() + "\n")
    }
  }

  /// The page's file, checked before any work.
  private func pageFile(inputs: [String]) throws -> OutputFile? {
    guard let page else { return nil }
    guard page.hasPrefix("html="), page.count > 5 else {
      throw CommandFailure("--report \(page) is no report of explain: write --report html=FILE")
    }
    let path = String(page.dropFirst(5))
    return try OutputFile(path, option: "--report", isText: true) { try reading.filesRead(inputs) }
  }

  /// The suspect as a corpus, with its texts, or as a fingerprint, without.
  private func read(
    _ arguments: [String], source: FingerprintSource, options: CorpusReadingOptions
  ) async throws -> SuspectCorpus {
    if try arguments.contains(where: { try FingerprintSource.isFingerprint($0) }) {
      let (fingerprint, rows) = try await source.suspect(arguments, name: name)
      return SuspectCorpus(fingerprint: fingerprint, rows: rows, documents: [], documentsLeftOut: 0)
    }
    return try await SuspectCorpus.read(
      arguments, name: name, vocabulary: source.pipeline.vocabulary, options: options, notes: report.notes,
      rowLimit: Self.documentsKept, rules: source.pipeline.rules)
  }

  private func explain(
    _ questioned: SuspectCorpus, _ known: [Fingerprint], _ assessment: Assessment,
    _ background: BackgroundModel, _ vocabulary: Vocabulary, _ ruleSet: RuleSet?
  ) throws -> ExplainReport {
    let best = of ?? assessment.evidence.first?.comparison.reference.name
    guard let reference = known.first(where: { $0.header.name == best }) else {
      throw CommandFailure("no reference could be compared")
    }
    let explanation = try ScoreExplanation(
      assessment.style, background: background, suspect: questioned.fingerprint, reference: reference,
      vocabulary: vocabulary, shift: assessment.shift)
    let features = explanation.strongest(top)
    let documents =
      questioned.documents.isEmpty
      ? nil
      : try DocumentExplanation(
        questioned.documents, explaining: explanation, features: features, vocabulary: vocabulary,
        placesKept: places)
    let report = ExplainReport(
      suspect: questioned.fingerprint, reference: reference, assessment: assessment,
      explanation: explanation, features: features, documents: documents,
      rules: ExplainedRules(
        assessment, background: background, suspect: questioned.fingerprint, reference: reference, count: top,
        documents: questioned.documents, set: ruleSet, places: places),
      documentsLeftOut: questioned.documentsLeftOut, background: background, vocabulary: vocabulary,
      toolVersion: ToolVersion.current)
    guard let report else { throw CommandFailure("no reference could be compared") }
    return report
  }
}
