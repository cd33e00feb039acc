import ArgumentParser
import RecordReading
import WhorlKit
import WhorlReporting

/// `whorl evaluate lineage`: how well the sources of models with known ancestry are found.
struct EvaluateLineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Measure how well the sources of models with known ancestry are found.",
    usage: "whorl evaluate lineage --references CORPUS... --lineage FILE [--suspects DIR] [options]",
    discussion: """
      FILE is JSON: {"references": [NAME...], "lineage": [{"suspect": NAME, "kind": "same" | "derived" | \
      "distilled", "sources": [NAME...]}]}. Names are those of the corpora's files. Suspects are looked for \
      among --suspects, or among the references' corpora; a suspect is never its own candidate.

      Suspects are ranked by the style score on disjoint prompts, and by exclusive overlap on the same prompts, \
      which those of the kinds same and derived need 200 of; beside them stand two baselines that know \
      nothing: always the commonest source, and the nearest length of answers.

      EXAMPLES:
        whorl evaluate lineage --references corpora/ --lineage lineage.json --vendors vendors.tsv
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The references: directories or files, one corpus each file.", valueName: "corpus ...")
  )
  var references: [String] = []

  @Option(help: ArgumentHelp("What is known of the suspects' sources, as JSON.", valueName: "file"))
  var lineage: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The suspects. Default: among the references' corpora.", valueName: "corpus ..."))
  var suspects: [String] = []

  @Option(
    help: ArgumentHelp(
      "Lines of name, tab and vendor; a third field divides a vendor into families, by which recall is "
        + "averaged. Default: each reference is a vendor of its own.", valueName: "file"))
  var vendors: String?

  @OptionGroup var evaluation: EvaluationOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    try evaluation.check()
    guard evaluation.plots == nil else {
      throw CommandFailure("--plots is for likelihood ratios, and lineage has none: leave it out")
    }
    guard !references.isEmpty else {
      throw CommandFailure("no references: name their corpora with --references, one file a model")
    }
    let file = try LineageFile(path: lineage)
    let vendors = try vendors.map { try PromptedCorpusVendors(path: $0) } ?? PromptedCorpusVendors()
    let reader = try EvaluationCorpora(
      options: try reading.resolved(seed: evaluation.seed), vocabulary: try vocabulary.load(),
      background: try BackgroundOptions.load(evaluation.background),
      style: BackgroundOptions.Channels.all.rawValue, notes: report.notes)
    let known = try EvaluationCorpora.sources(try reading.paths(references))
    let questioned = suspects.isEmpty ? known : try EvaluationCorpora.sources(suspects)
    let run = LineageRun(
      reader: reader, file: file, path: lineage, vendors: vendors, replicates: evaluation.resamples,
      seed: evaluation.seed)
    let result = try await run.report(references: known, suspects: questioned)
    switch report.format {
    case .text: Terminal.write(result.text(width: Terminal.isInteractive ? Terminal.width : nil))
    case .json: Terminal.write(try result.json() + "\n")
    }
  }
}
