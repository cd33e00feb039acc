import ArgumentParser
import RulePacks
import WhorlKit

/// The root of the command line.
struct Whorl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whorl",
    abstract: "Whose model wrote this? Fingerprints of language-model outputs, and evidence from them.",
    discussion: """
      Fingerprint the outputs of models you know, then score a suspect's outputs against them:

        whorl fingerprint known.jsonl -o known.whorl --name known
        whorl score suspect.jsonl -r *.whorl

      In CI, name references, suspects and a policy in a project file:

        whorl init
        whorl compare --report junit=whorl.xml

      Exit status: 0 done, 1 a policy was breached, 2 an error, 3 inconclusive where a decision was \
      asked for.
      """,
    version: """
      whorl \(ToolVersion.current) (Unicode \(Tokenizer.unicodeVersion), \(Tokenizer.version), \
      \(StableHash.name))
      """,
    subcommands: [
      FingerprintCommand.self, ScoreCommand.self, CompareCommand.self, ExplainCommand.self,
      IndexCommand.self, MatchCommand.self, DedupeCommand.self, InspectCommand.self, MergeCommand.self,
      VerifyCommand.self, RulesCommand.self, MineCommand.self, TrainCommand.self, CalibrateCommand.self,
      EvaluateCommand.self, InitCommand.self, ConfigCommand.self, DoctorCommand.self,
    ])

  /// Throws if the first argument, or the one after `help`, is no command. argument-parser would call
  /// it an unexpected argument, or show the general help.
  static func checkCommandName(in arguments: [String]) throws {
    var rest = arguments[...]
    if rest.first == "help" { rest = rest.dropFirst() }
    guard let name = rest.first, !name.hasPrefix("-"), name != "help" else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(name) else { return }
    let hint = NameSuggestion.hint(for: name, among: names)
    throw CommandFailure(
      "there is no command '\(name)'\(hint): the commands are \(names.joined(separator: ", ")); "
        + "see 'whorl --help'")
  }
}
