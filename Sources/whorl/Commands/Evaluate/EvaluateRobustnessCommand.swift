import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl evaluate robustness`: what is left of likelihood ratios when suspects' texts were altered.
struct EvaluateRobustnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robustness",
    abstract: "Measure likelihood ratios on your own models when the suspects' texts were altered.",
    usage: "whorl evaluate robustness CORPUS... [--documents N] [--families FILE] [options]",
    discussion: """
      As 'verification', with a row for each way in which texts change between a model and a case: Markdown \
      stripped, lower case, words shuffled, cut to 50 words, punctuation dropped, curly quotation marks \
      made straight, 5 % typing errors. Only the suspects' texts are altered, each rung from the text as it \
      was; references stay as they are, and the same documents are drawn for every rung.

      EXAMPLES:
        whorl evaluate robustness corpora/ --documents 100
      """)

  @Argument(help: ArgumentHelp("Files or directories: one corpus each file.", valueName: "corpus"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("Documents of a suspect, or a list.", valueName: "N,..."))
  var documents = SuspectSizes([100])

  @Option(
    help: ArgumentHelp(
      "Lines of name, tab, family. A third field names the model behind several corpora, which are never "
        + "compared as different models.", valueName: "file"))
  var families: String?

  @Option(help: ArgumentHelp("Suspects of each size, model and direction.", valueName: "number"))
  var draws = 4

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
    let table = try families.map { try FamilyTable(path: $0) }
    let plots = try evaluation.plots.map { try PlotDirectory($0) }
    let reader = try EvaluationCorpora(
      options: try reading.resolved(seed: evaluation.seed), vocabulary: try vocabulary.load(),
      background: try BackgroundOptions.load(evaluation.background), style: channels.rawValue,
      withoutRules: rules.withoutRules, notes: report.notes)
    let result = try await VerificationRun(reader: reader, draws: draws, evaluation: evaluation).report(
      .robustness, inputs: inputs, families: table, sizes: documents.values,
      alterations: TextAlteration.allCases)
    try result.print(report, plots: plots)
  }
}
