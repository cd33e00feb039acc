import ArgumentParser
import RulePacks
import WhorlReporting

/// `whorl rules list`: packs and their rules.
struct RulesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List packs and rules.",
    usage: "whorl rules list [--pack NAME-or-FILE]...",
    discussion: """
      EXAMPLES:
        whorl rules list
        whorl rules list --pack identity --pack mine.yml
      """)

  @OptionGroup var packs: PackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let loaded = try packs.load(notes: notes)
    Terminal.write(RuleListing.table(of: loaded.set, width: Terminal.width))
    if loaded.hasErrors { throw ExitStatus.error }
  }
}

/// `whorl rules show`: rules as they are understood.
struct RulesShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show rules as they are understood.",
    usage: "whorl rules show RULE... [--pack NAME-or-FILE]...",
    discussion: """
      EXAMPLES:
        whorl rules show refusal/sorry
      """)

  @Argument(help: ArgumentHelp("Rules, as ID or PACK/ID.", valueName: "rule"))
  var rules: [String] = []

  @OptionGroup var packs: PackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    guard !rules.isEmpty else { throw CommandFailure("no rule to show: name one; see 'whorl rules list'") }
    let loaded = try packs.load(notes: notes)
    for name in rules {
      let found = (0..<loaded.set.count).filter { index in
        loaded.set.name(at: index) == name || loaded.set.rule(at: index).rule.id == name
      }
      guard !found.isEmpty else {
        let names = (0..<loaded.set.count).map { loaded.set.rule(at: $0).rule.id }
        let meant = NameSuggestion.nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
        throw CommandFailure("there is no rule '\(name)'\(meant ?? "; see 'whorl rules list'")")
      }
      for index in found { Terminal.write(RuleListing.details(of: index, in: loaded.set)) }
    }
    if loaded.hasErrors { throw ExitStatus.error }
  }
}
