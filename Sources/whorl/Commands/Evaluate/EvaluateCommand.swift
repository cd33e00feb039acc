import ArgumentParser

/// `whorl evaluate`: how far the tool's numbers can be trusted.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure how far likelihood ratios and rankings can be trusted.",
    discussion: """
      Without a protocol, shows how a background holds on models it has not seen.

      EXAMPLES:
        whorl evaluate
        whorl evaluate verification corpora/
        whorl evaluate robustness corpora/ --documents 100
        whorl evaluate lineage --references corpora/ --lineage lineage.json
        whorl evaluate rules labelled.jsonl --label-field label
      """,
    subcommands: [
      EvaluateBackgroundCommand.self,
      EvaluateVerificationCommand.self,
      EvaluateRobustnessCommand.self,
      EvaluateLineageCommand.self,
      EvaluateRulesCommand.self,
    ],
    defaultSubcommand: EvaluateBackgroundCommand.self)
}
