import ArgumentParser
import BackgroundTraining
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl evaluate verification`: how well likelihood ratios hold on the user's own models.
struct EvaluateVerificationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verification",
    abstract: "Measure likelihood ratios on your own models, suspects and references on disjoint prompts.",
    usage: "whorl evaluate verification CORPUS... [--documents N,...] [--families FILE] [options]",
    discussion: """
      Give a directory, or files, with one corpus a model and answers to many prompts. References are made \
      from one prompt half, suspects of N documents are drawn from the other, in both directions, and all \
      are compared with all. Models that the background has seen are named, and left out of the \
      calibration together with their families; its projection has still seen them. At least 3 models; 20 \
      or more for intervals that mean something.

      With --cross-validate nothing that is scored has been seen: a background is trained on the corpora \
      themselves, families left out in turn. It needs 12 models of 8 families, with 40 documents in each \
      prompt half.

      EXAMPLES:
        whorl evaluate verification corpora/ --documents 10,100 --plots plots
      """)

  @Argument(help: ArgumentHelp("Files or directories: one corpus each file.", valueName: "corpus"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Documents of a suspect, as a list.", valueName: "N,..."))
  var documents = SuspectSizes(StyleCalibration.sizes)

  @Option(
    help: ArgumentHelp(
      "Lines of name, tab, family. A third field names the model behind several corpora, which are never "
        + "compared as different models.", valueName: "file"))
  var families: String?

  @Option(help: ArgumentHelp("Suspects of each size, model and direction.", valueName: "number"))
  var draws = 4

  @Flag(
    name: .customLong("cross-validate"),
    help: "Train on the corpora themselves, leaving out families, instead of using a background.")
  var crossValidate = false

  @Option(help: "The channels that scores rest on: all, or text to leave out layout and punctuation rates.")
  var channels = BackgroundOptions.Channels.all

  @OptionGroup var evaluation: EvaluationOptions
  @OptionGroup var rules: EvaluationRuleOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try evaluation.check()
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure("no corpora: name files or directories, one file a model, or a --files-from list")
    }
    let options = try reading.resolved(seed: evaluation.seed)
    let table = try families.map { try FamilyTable(path: $0) }
    let vocabulary = try vocabulary.load()
    let plots = try evaluation.plots.map { try PlotDirectory($0) }
    let result: EvaluationReport
    if crossValidate {
      result = try await crossValidated(inputs, families: table, options: options, vocabulary: vocabulary)
    } else {
      let reader = try EvaluationCorpora(
        options: options, vocabulary: vocabulary,
        background: try BackgroundOptions.load(evaluation.background), style: channels.rawValue,
        withoutRules: rules.withoutRules, notes: report.notes)
      result = try await VerificationRun(reader: reader, draws: draws, evaluation: evaluation).report(
        .verification, inputs: inputs, families: table, sizes: documents.values, alterations: [.unaltered])
    }
    try result.print(report, plots: plots)
  }

  private func crossValidated(
    _ inputs: [String], families: FamilyTable?, options: CorpusReadingOptions, vocabulary: Vocabulary
  ) async throws -> EvaluationReport {
    guard evaluation.background == nil, channels == .all else {
      throw CommandFailure(
        "--cross-validate trains a background of its own, of all channels: leave out --background and "
          + "--channels")
    }
    try documents.checkAmongCalibrationSizes(option: "--documents")
    let progress = ProgressLine(notes: report.notes)
    do {
      let trained = try await CrossValidation(
        options: options, vocabulary: vocabulary, notes: report.notes, progress: progress,
        rules: rules.withoutRules
          ? nil : try FingerprintPackOptions.load(FingerprintPackOptions.standard, notes: report.notes)
      ).train(inputs, families: families, seed: evaluation.seed)
      let result = try await BackgroundEvaluation(
        trained.background, sizes: documents.values, replicates: evaluation.resamples,
        seed: evaluation.seed, jobs: options.jobs
      ) { done, total in progress.show("measured \(done) of \(total) sizes") }
      progress.clear()
      return EvaluationReport(
        .verification, background: trained.background, isCrossValidated: true, usesRules: result.usesRules,
        corpora: trained.corpora,
        results: result.results, otherMixResults: result.otherMixResults,
        links: EvaluationReport.links(result.links, names: trained.background.models.map(\.name)),
        notes: EvaluationReport.notes(result.allPairs),
        seed: evaluation.seed, replicates: evaluation.resamples, toolVersion: ToolVersion.current)
    } catch {
      progress.clear()
      throw CommandFailure(error)
    }
  }
}
