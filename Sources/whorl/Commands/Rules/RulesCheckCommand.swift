import ArgumentParser
import RulePacks
import WhorlReporting

/// `whorl rules check`: what is wrong with packs.
struct RulesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check packs: format, patterns and examples.",
    usage: "whorl rules check [FILE...]",
    discussion: """
      Prints every mistake with file, line and column, one a line. Exit status 2 if any is an error, \
      or if all packs need a newer engine; warnings alone are 0.

      EXAMPLES:
        whorl rules check
        whorl rules check mine.yml
      """)

  @Argument(
    help: ArgumentHelp("Pack files or names of shipped packs. Default: all shipped.", valueName: "file"))
  var files: [String] = []

  @OptionGroup var packs: PackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    var requested = files + packs.packs
    if requested.isEmpty { requested = try packs.standardNames() }
    for name in requested { try PackOptions.checkName(name) }
    var errors = 0
    var warnings = 0
    var checked = 0
    for name in requested {
      let reading: RulePack.Reading
      do { reading = try PackOptions.read(name) } catch {
        Terminal.writeErrorLine(CommandFailure(error).message)
        errors += 1
        continue
      }
      var mistakes = reading.mistakes
      if let pack = reading.pack {
        checked += 1
        let set = RuleSet([pack])
        mistakes += set.mistakes
        mistakes += RuleSelfTest.run(set).failures.map { RuleListing.mistake($0, in: set) }
      }
      for mistake in mistakes { Terminal.write(PrintableText.of("\(mistake)") + "\n") }
      errors += mistakes.count { $0.level == .error }
      warnings += mistakes.count { $0.level == .warning }
      if let pack = reading.pack, mistakes.isEmpty {
        notes.note("\(name): \(pack.rules.count == 1 ? "1 rule" : "\(pack.rules.count) rules"), no mistakes")
      }
    }
    if errors + warnings > 0 {
      notes.note(
        "\(errors == 1 ? "1 error" : "\(errors) errors"), \(warnings == 1 ? "1 warning" : "\(warnings) warnings")"
      )
    }
    if errors > 0 { throw ExitStatus.error }
    guard checked > 0 else {
      throw CommandFailure("no pack was checked: all of them need a newer rule engine; use a newer whorl")
    }
  }
}

/// `whorl rules test`: the examples of rules.
struct RulesTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of rules, and show where they fail.",
    usage: "whorl rules test [FILE...] [--pack NAME-or-FILE]...",
    discussion: """
      EXAMPLES:
        whorl rules test
        whorl rules test mine.yml
      """)

  @Argument(
    help: ArgumentHelp("Pack files or names of shipped packs. Default: all shipped.", valueName: "file"))
  var files: [String] = []

  @OptionGroup var packs: PackOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    let requested = files + packs.packs
    let loaded = try packs.load(requested.isEmpty ? nil : requested, notes: notes)
    let outcome = RuleSelfTest.run(loaded.set)
    for failure in outcome.failures { Terminal.write(RuleListing.text(of: failure, in: loaded.set)) }
    let rules = loaded.set.count == 1 ? "1 rule" : "\(loaded.set.count) rules"
    Terminal.write("\(rules), \(outcome.examples) examples, \(outcome.failures.count) failed\n")
    if loaded.hasErrors || !outcome.failures.isEmpty { throw ExitStatus.error }
  }
}
