import ArgumentParser

/// `whorl rules`: packs of patterns that a person can read, test and argue about.
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List, check, test and fit rule packs, and scan texts with them.",
    usage: "whorl rules SUBCOMMAND [options]",
    discussion: """
      Packs are YAML files; the format is in docs/rule-packs.md. Some are built in.

      EXAMPLES:
        whorl rules list
        whorl rules scan answers.jsonl --pack refusal --format json
        whorl rules test --pack mine.yml
      """,
    subcommands: [
      RulesListCommand.self, RulesShowCommand.self, RulesCheckCommand.self, RulesTestCommand.self,
      RulesScanCommand.self, RulesFitCommand.self, RulesDocsCommand.self,
    ])
}
