import ArgumentParser
import RulePacks
import WhorlReporting

/// `whorl evaluate rules`: how a pack's labels agree with labels that people gave.
struct EvaluateRulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Compare a pack's labels with labels that people gave.",
    usage: "whorl evaluate rules FILE... --label-field FIELD [--pack refusal]",
    discussion: """
      Weights are fitted to all groups but one (the field model, or else the files) and used on that one, in \
      turn. Beside them stand the pack's own weights, and for refusals a short list of keywords.

      EXAMPLES:
        whorl evaluate rules xstest/*.jsonl.gz --label-field label
        whorl evaluate rules answers/*.jsonl.gz --pack identity --label-field inconsistent_strict
      """)

  @Argument(help: ArgumentHelp("Files with labelled texts.", valueName: "file"))
  var inputs: [String] = []

  @Option(
    name: .customLong("label-field"), help: ArgumentHelp("The field with the label.", valueName: "path"))
  var labelField: String

  @Option(
    name: .customLong("group-field"),
    help: ArgumentHelp("The field that is left out together.", valueName: "path"))
  var groupField = "model"

  @Option(help: ArgumentHelp("Who makes the models. Default: told from the group's name.", valueName: "name"))
  var maker: String?

  @Option(
    help: ArgumentHelp("How strongly weights are drawn to their priors, in texts.", valueName: "number"))
  var strength = RuleFit.standardStrength

  @OptionGroup var packs: PackOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var report: ReportOptions

  func run() async throws {
    let options = try reading.resolved(seed: sampling.seed)
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else { throw CommandFailure("no inputs: name files with labelled texts") }
    let loaded = try packs.load(packs.packs.isEmpty ? ["refusal"] : nil, notes: report.notes)
    let pack = try LabelledScan.pack(loaded.set)
    let corpus = try LabelledCorpus(inputs, labelField: labelField, groupField: groupField, options: options)
    let items = LabelledScan.items(corpus, loaded.set, maker: maker)
    let evaluation = RuleEvaluation(pack, items, strength: strength)
    LabelledScan.noteLeftOut(
      corpus, unknownLabels: evaluation.unknownLabels, pack: pack, notes: report.notes)
    guard evaluation.pooled.fitted.count > 0 else {
      throw CommandFailure(
        "no text has a label that pack '\(pack.name)' knows: \(evaluation.labels.joined(separator: ", "))")
    }
    let result = RuleEvaluationReport(evaluation, pack: pack, toolVersion: ToolVersion.current)
    switch report.format {
    case .text: Terminal.write(result.text(width: Terminal.width))
    case .json: Terminal.write(try result.json() + "\n")
    }
    if loaded.hasErrors { throw ExitStatus.error }
  }
}
