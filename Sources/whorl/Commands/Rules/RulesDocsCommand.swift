import ArgumentParser
import RulePacks
import WhorlReporting

/// `whorl rules docs`: the page that documents rules.
struct RulesDocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Write the rules' documentation as Markdown.",
    usage: "whorl rules docs [--pack NAME-or-FILE]... [-o FILE]",
    discussion: """
      EXAMPLES:
        whorl rules docs -o rules.md
        whorl rules docs --pack mine.yml
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write. Default: standard output.", valueName: "file")
  )
  var output: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let requested = packs.packs.isEmpty ? try packs.standardNames() : packs.packs
    let loaded = try packs.load(notes: notes)
    let page = RuleDocumentation.page(
      loaded.set, areShipped: requested.allSatisfy(RulePack.shippedNames.contains))
    if let output { try OutputFile(output).write(Array(page.utf8)) } else { Terminal.write(page) }
    if loaded.hasErrors { throw ExitStatus.error }
  }
}
