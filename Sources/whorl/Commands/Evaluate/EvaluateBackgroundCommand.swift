import ArgumentParser
import RulePacks
import WhorlKit
import WhorlReporting

/// `whorl evaluate background`: how well the likelihood ratios of a background hold.
struct EvaluateBackgroundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "background",
    abstract: "Show how well a background's likelihood ratios hold on models they have not seen.",
    usage: "whorl evaluate [background] [--background FILE] [options]",
    discussion: """
      Uses the trials that the background keeps: models of a family are left out together, a projection \
      is learned from the rest, and those left out are compared with each other, references from one \
      prompt half and suspects of N documents from the other. Each ratio is from a calibration that has \
      not seen the families of either model. A second table is of suspects that answer prompts of another \
      mix than the references, where the background was made from answers to shared prompts. Relatives are \
      tried more often than they are met among all pairs of models: calibrations count them as the latter, \
      and a line gives the Cllr that the trials come to if relatives count so.

      EXAMPLES:
        whorl evaluate
        whorl evaluate background --background mine.whorlbg --format json
      """)

  @Argument(help: .hidden) var unknown: [String] = []

  @Option(help: ArgumentHelp("Documents of a suspect, as a list. Default: all.", valueName: "N,..."))
  var documents: SuspectSizes?

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: ArgumentHelp("Threads. Default: all cores.", valueName: "number"))
  var jobs: Int?

  @OptionGroup var evaluation: EvaluationOptions
  @OptionGroup var rules: EvaluationRuleOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    if let name = unknown.first {
      let protocols = EvaluateCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
      let hint = NameSuggestion.hint(for: name, among: protocols)
      throw CommandFailure(
        "there is no protocol '\(name)'\(hint.isEmpty ? ": the" : hint + " The") protocols are "
          + "\(protocols.joined(separator: ", ")); see 'whorl evaluate --help'")
    }
    try evaluation.check()
    if let jobs, !(1...1024).contains(jobs) {
      throw CommandFailure("-j \(jobs) is not a number of threads: give 1 to 1024")
    }
    if let documents { try documents.checkAmongCalibrationSizes(option: "--documents") }
    let background = try BackgroundOptions.load(evaluation.background)
    let plots = try evaluation.plots.map { try PlotDirectory($0) }
    let progress = ProgressLine(notes: report.notes)
    let result: BackgroundEvaluation
    do {
      result = try await BackgroundEvaluation(
        background, sizes: documents?.values, usesRules: !rules.withoutRules,
        replicates: evaluation.resamples, seed: evaluation.seed, jobs: jobs ?? ProcessorCount.online
      ) { done, total in progress.show("measured \(done) of \(total) sizes") }
    } catch {
      throw CommandFailure("background '\(background.name)' cannot be validated: \(error)")
    }
    progress.clear()
    let scored = EvaluationReport(
      .background, background: background, usesRules: result.usesRules, results: result.results,
      otherMixResults: result.otherMixResults,
      links: EvaluationReport.links(result.links, names: background.models.map(\.name)),
      notes: EvaluationReport.notes(result.allPairs),
      seed: evaluation.seed, replicates: evaluation.resamples, toolVersion: ToolVersion.current)
    try scored.print(report, plots: plots)
  }
}
