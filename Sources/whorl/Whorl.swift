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

  /// Throws if the first argument, or the one after `help`, is no command, or the next one no subcommand of a
  /// command that does nothing by itself. argument-parser would call it an unexpected argument, or show the general
  /// help.
  static func checkCommandName(in arguments: [String]) throws {
    var rest = arguments[...]
    if rest.first == "help" { rest = rest.dropFirst() }
    guard let name = rest.first, !name.hasPrefix("-"), name != "help" else { return }
    let command = try subcommand(name, of: configuration, path: "whorl", noun: "command")
    guard command.configuration.defaultSubcommand == nil, !command.configuration.subcommands.isEmpty,
      let next = rest.dropFirst().first, !next.hasPrefix("-"), next != "help"
    else { return }
    _ = try subcommand(next, of: command.configuration, path: "whorl \(name)", noun: "subcommand")
  }

  /// `arguments`, with `help` first where it stands between a command and its subcommand: `rules help scan` is asked
  /// as often as `help rules scan`, which alone is understood.
  static func withHelpInFront(_ arguments: [String]) -> [String] {
    guard arguments.count > 1, arguments[1] == "help",
      configuration.subcommands.contains(where: {
        $0.configuration.commandName == arguments[0] && !$0.configuration.subcommands.isEmpty
      })
    else { return arguments }
    return ["help", arguments[0]] + arguments.dropFirst(2)
  }

  private static func subcommand(
    _ name: String, of parent: CommandConfiguration, path: String, noun: String
  ) throws -> any ParsableCommand.Type {
    let names = parent.subcommands.compactMap { $0.configuration.commandName }
    if let command = parent.subcommands.first(where: { $0.configuration.commandName == name }) {
      return command
    }
    let hint = NameSuggestion.hint(for: name, among: names)
    let all = ": the \(noun)s are \(names.joined(separator: ", ")); see '\(path) --help'"
    throw CommandFailure("there is no \(noun) '\(name)'\(hint.isEmpty ? all : hint)")
  }
}
