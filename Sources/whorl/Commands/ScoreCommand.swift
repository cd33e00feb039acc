import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl score`: evidence for one suspect against references.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score a suspect's outputs against references.",
    usage: "whorl score SUSPECT... -r REFERENCE... [options]",
    discussion: """
      SUSPECT and REFERENCE are fingerprints, or corpora that are fingerprinted on the way; a directory \
      of .whorl files stands for all of them. Put the suspect before -r, which takes every argument \
      that follows it.

      Evidence is a likelihood ratio for each reference, calibrated on models that the score had not \
      seen, with a 95 % interval and a verdict. --uncalibrated gives scores that need no background.

      With --question distilled the suspect and each REFERENCE are corpora with prompts, and the answers \
      to the same prompts are compared: whose exclusive wording does the suspect share?

      EXAMPLES:
        whorl score suspect.jsonl -r references/
        whorl score suspect.whorl -r a.whorl b.whorl --format json
        whorl score suspect.jsonl -r a.jsonl b.jsonl --question distilled
      """)

  /// What can be asked.
  enum Question: String, ExpressibleByArgument, CaseIterable {
    case same, derived, distilled
  }

  @Argument(help: "The suspect: a fingerprint, or files, directories or - of one corpus.")
  var suspect: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("reference")], parsing: .upToNextOption,
    help: ArgumentHelp(
      "The references: fingerprints, directories of them, or a corpus each.", valueName: "reference ..."))
  var references: [String] = []

  @Option(help: "The suspect's name in the report. Default: its first input's name.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "What is asked: same (is it this model?), derived (is it made from this model, or it from that?) or "
        + "distilled (whose wording did it learn?).", valueName: "question"))
  var question = Question.same

  @OptionGroup var distillation: ScoreDistillationOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var rules: FingerprintPackOptions
  @OptionGroup var evidence: BackgroundOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try ModelName.check(name, option: "--name")
    let suspect = try reading.paths(suspect)
    guard !suspect.isEmpty else {
      throw CommandFailure(
        references.count > 1
          ? "no suspect: -r takes every argument that follows it, so put the suspect before -r"
          : "no suspect: 'whorl score SUSPECT -r REFERENCE...'")
    }
    guard ((suspect + references + [reading.filesFrom].compactMap(\.self)).count { $0 == "-" }) <= 1 else {
      throw CommandFailure("standard input (-) is named twice: it can be read only once")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no references: name at least one with -r, as in 'whorl score SUSPECT -r a.whorl'")
    }
    let referencePaths = try reading.opened(references)
    let suspectPaths = try reading.opened(suspect)
    let options = try reading.resolved(seed: evidence.assessment().seed)
    let vocabulary = try vocabulary.load()
    let samePrompts = ScoreDistillation(
      reading: options, vocabulary: vocabulary, options: distillation, seed: evidence.assessment().seed,
      notes: report.notes)
    guard question != .distilled else {
      let unused = evidence.calibrationOptions + (evidence.uncalibrated ? ["--uncalibrated"] : [])
      if let option = (unused + (rules.packs != nil ? ["--packs"] : [])).first {
        throw CommandFailure(
          "\(option) and --question distilled contradict each other: it compares wording, without a background or "
            + "rules; leave \(option) out")
      }
      let scored = try await samePrompts.report(suspect: suspectPaths, name: name, references: referencePaths)
      switch report.format {
      case .text: Terminal.write(scored.text(width: Terminal.width, isColored: report.isColored))
      case .json: Terminal.write(try scored.json() + "\n")
      }
      return
    }
    guard question != .derived || !evidence.uncalibrated else {
      throw CommandFailure(
        "--question derived and --uncalibrated contradict each other: without a background there are scores of "
          + "likeness and no more; leave one out")
    }
    guard question == .derived || distillation.isUnused else {
      throw CommandFailure(
        "--vendors, --exclude-vendor and --match-by are for --question distilled or derived: add it")
    }
    let source = FingerprintSource(
      pipeline: Pipeline(
        options: options, vocabulary: vocabulary, notes: report.notes,
        rules: try rules.load(notes: report.notes).map {
          RuleReading(set: $0)
        }))
    try reading.checkUse(suspectPaths + referencePaths + evidence.domainBackground)
    // References first: their headers tell at once what cannot be compared.
    let known = try await source.references(referencePaths)
    let more = try await source.references(evidence.domainBackground)
    let background = try evidence.load()
    let scored: ScoreReport
    do {
      let scoring = try CaseScoring(
        references: known, domainBackground: more, vocabulary: vocabulary, background: background,
        options: evidence.assessment(of: question == .derived ? .derived : .same))
      let (questioned, rows) = try await source.suspect(suspectPaths, name: name)
      let (comparisons, assessment) = try scoring.score(questioned, rows: rows)
      let wording =
        question == .derived
        ? try await samePrompts.wording(suspect: suspectPaths, name: name, references: referencePaths) : nil
      scored = ScoreReport(
        suspect: questioned.header, comparisons: comparisons, assessment: assessment,
        repeatedReferences: scoring.repeatedReferences, background: background, vocabulary: vocabulary,
        toolVersion: ToolVersion.current,
        refusalGaps: known.map { RefusalGap(suspect: questioned, reference: $0) }, wording: wording)
    } catch {
      throw CommandFailure(error)
    }
    switch report.format {
    case .text: Terminal.write(scored.text(width: Terminal.width, isColored: report.isColored))
    case .json: Terminal.write(try scored.json() + "\n")
    }
  }
}
