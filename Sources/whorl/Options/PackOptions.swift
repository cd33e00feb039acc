import ArgumentParser
import RulePacks
import WhorlReporting

/// Which rules texts are scanned with.
struct PackOptions: ParsableArguments {
  @Option(
    name: .customLong("pack"),
    help: ArgumentHelp(
      "A shipped pack by its name, or a pack file. May be repeated. Default: all shipped packs, and those of "
        + "the project file; of 'whorl evaluate rules' refusal.",
      valueName: "name-or-file"))
  var packs: [String] = []

  @Option(
    name: .customLong("disable"),
    help: ArgumentHelp("Leave out a rule, as ID or PACK/ID. May be repeated.", valueName: "rule"))
  var disabled: [String] = []

  @OptionGroup var projectFile: ProjectOptions

  /// The packs that were read, and what is wrong with them, said on standard error.
  struct Loaded {
    let set: RuleSet
    /// Whether any pack or rule has an error.
    let hasErrors: Bool
  }

  /// Reads and compiles the packs; mistakes in rules are reported and the other rules go on.
  ///
  /// - Parameter requested: Packs to read instead of those of `--pack`.
  func load(_ requested: [String]? = nil, notes: NoteOptions) throws -> Loaded {
    let project = try projectFile.project()
    var requested = requested ?? packs
    if requested.isEmpty { requested = Self.standardNames(project) }
    // A rule that the project leaves out may be one of a pack that is not asked for.
    let disabledInProject = project?.settings[.disable]?.text?.split(separator: ",").map(String.init) ?? []
    return try Self.load(requested, disabled: disabled, alsoDisabled: disabledInProject, notes: notes)
  }

  /// The packs where none is named: the shipped ones and those of the project file.
  func standardNames() throws -> [String] { Self.standardNames(try projectFile.project()) }

  private static func standardNames(_ project: ProjectFile?) -> [String] {
    let own = project?.settings[.packs]?.text.flatMap(FingerprintPackOptions.names) ?? []
    return RulePack.shippedNames + own.filter { !RulePack.shippedNames.contains($0) }
  }

  /// Reads and compiles the packs called `requested`, without the rules in `disabled`.
  ///
  /// - Parameter alsoDisabled: Rules that are left out where they are there.
  static func load(
    _ requested: [String], disabled: [String] = [], alsoDisabled: [String] = [], notes: NoteOptions
  ) throws -> Loaded {
    var packs: [RulePack] = []
    var hasErrors = false
    for name in requested {
      let reading = try Self.read(name)
      let errors = reading.mistakes.filter { $0.level == .error }
      if reading.pack == nil, let first = errors.first {
        // Without its rules every text would look as if nothing were found in it.
        let more = errors.count > 1 ? "; \(CountText.of(errors.count - 1, "more mistake"))" : ""
        throw CommandFailure("\(first)\(more): the pack cannot be used; see 'whorl rules check \(name)'")
      }
      hasErrors = Self.report(reading.mistakes, notes: notes, warnings: false) || hasErrors
      guard let pack = reading.pack else { continue }
      if let other = packs.first(where: { $0.name == pack.name }) {
        throw CommandFailure(
          "\(other.file) and \(pack.file) both have packs of the name '\(pack.name)': give one of them another name"
        )
      }
      packs.append(pack)
    }
    try checkDisabled(disabled, packs)
    let set = RuleSet(packs) { name in
      (disabled + alsoDisabled).contains { $0 == name || name.hasSuffix("/\($0)") }
    }
    hasErrors = Self.report(set.mistakes, notes: notes, warnings: false) || hasErrors
    return Loaded(set: set, hasErrors: hasErrors)
  }

  /// Reads one pack, by its name or from a file.
  static func read(_ name: String) throws -> RulePack.Reading {
    if let bytes = RulePack.shippedBytes(name) { return RulePack.read(bytes, file: "\(name).yml") }
    let looksLikeFile = name.contains("/") || name.contains(".") || name == "-"
    guard looksLikeFile || Self.exists(name) else {
      let names = RulePack.shippedNames
      let meant = NameSuggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      throw CommandFailure(
        "there is no pack '\(name)': "
          + (meant ?? "the shipped packs are \(names.joined(separator: ", ")); --pack also takes a file"))
    }
    return RulePack.read(try InputBytes.read(name), file: name)
  }

  private static func exists(_ path: String) -> Bool { (try? InputBytes.prefix(of: path, count: 1)) != nil }

  /// Says what is wrong, and whether any of it is an error.
  static func report(_ mistakes: [PackMistake], notes: NoteOptions, warnings: Bool) -> Bool {
    for mistake in mistakes {
      // A skipped pack is always worth saying.
      if mistake.level == .warning, !warnings, !mistake.message.hasPrefix("skipped") { continue }
      if mistake.level == .warning { notes.note("\(mistake)") } else { Terminal.writeErrorLine("\(mistake)") }
    }
    return mistakes.contains { $0.level == .error }
  }

  private static func checkDisabled(_ disabled: [String], _ packs: [RulePack]) throws {
    let names = packs.flatMap { pack in pack.rules.map { "\(pack.name)/\($0.id)" } }
    for name in disabled where !names.contains(where: { $0 == name || $0.hasSuffix("/\(name)") }) {
      let meant = NameSuggestion.nearest(
        to: name, among: names + names.map { String($0.split(separator: "/")[1]) })
      throw CommandFailure(
        "--disable \(name): no pack has such a rule"
          + (meant.map { "; did you mean '\($0)'?" } ?? "; see 'whorl rules list'"))
    }
  }
}
