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
    /// What is wrong with packs and rules, a line each.
    let errors: [String]

    /// Whether any pack or rule has an error.
    var hasErrors: Bool { !errors.isEmpty }
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
  /// - Parameters:
  ///   - alsoDisabled: Rules that are left out where they are there.
  ///   - requiresAll: Whether a pack that cannot be read stops the run. Otherwise it is reported, the others go on,
  ///     and only a run without any pack stops: without rules every text looks as if nothing were found in it.
  static func load(
    _ requested: [String], disabled: [String] = [], alsoDisabled: [String] = [], requiresAll: Bool = false,
    notes: NoteOptions
  ) throws -> Loaded {
    for name in requested { try checkName(name) }
    var packs: [RulePack] = []
    var errors: [String] = []
    var lost: [Lost] = []
    for name in requested {
      switch outcome(name) {
      case .failed(let line):
        if requiresAll { throw CommandFailure(line) }
        lost.append(Lost(line: line, reason: line, isError: true))
      case .skipped(let mistake):
        lost.append(
          Lost(
            line: "\(mistake)", reason: "no pack is left to run: \(mistake.placedMessage)", isError: false))
      case .pack(let pack, let mistakes):
        errors += report(mistakes, notes: notes)
        if let other = packs.first(where: { $0.name == pack.name }) {
          throw CommandFailure(
            "\(other.file) and \(pack.file) both have packs of the name '\(pack.name)': give one of them another name"
          )
        }
        packs.append(pack)
      }
    }
    if packs.isEmpty, lost.count == 1, let only = lost.first {
      throw CommandFailure(only.reason)
    }
    for entry in lost {
      if entry.isError {
        errors.append(entry.line)
        Terminal.writeErrorLine(entry.line)
      } else {
        notes.note(entry.line)
      }
    }
    guard !packs.isEmpty || lost.isEmpty else {
      throw CommandFailure(
        "no pack is left to run: none of the \(lost.count) that were named can be used; correct one, or name others"
      )
    }
    // Of a pack that is not there it cannot be told which rules it has.
    if lost.isEmpty { try checkDisabled(disabled, packs) }
    let set = RuleSet(packs) { name in
      (disabled + alsoDisabled).contains { $0 == name || name.hasSuffix("/\($0)") }
    }
    errors += report(set.mistakes, notes: notes)
    return Loaded(set: set, errors: errors)
  }

  /// A pack that is left out.
  private struct Lost {
    /// What is said where others are left.
    let line: String
    /// What is said where none is.
    let reason: String
    let isError: Bool
  }

  /// What became of a pack that was asked for.
  private enum Outcome {
    case pack(RulePack, [PackMistake])
    /// It is for a newer engine.
    case skipped(PackMistake)
    /// It cannot be used, for the reason in this line.
    case failed(String)
  }

  private static func outcome(_ name: String) -> Outcome {
    let reading: RulePack.Reading
    do { reading = try read(name) } catch { return .failed(CommandFailure(error).message) }
    if let pack = reading.pack { return .pack(pack, reading.mistakes) }
    let errors = reading.mistakes.filter { $0.level == .error }
    if errors.isEmpty, let mistake = reading.mistakes.first { return .skipped(mistake) }
    let first = errors.first.map { "\($0)" } ?? name
    let more = errors.count > 1 ? "; \(CountText.of(errors.count - 1, "more mistake"))" : ""
    return .failed("\(first)\(more): the pack cannot be used; see 'whorl rules check \(name)'")
  }

  /// Reads one pack, by its name or from a file.
  static func read(_ name: String) throws -> RulePack.Reading {
    if let bytes = RulePack.shippedBytes(name) { return RulePack.read(bytes, file: "\(name).yml") }
    return RulePack.read(try InputBytes.read(name), file: name)
  }

  /// Throws for what is neither the name of a shipped pack nor may be a file: a slip of the hand, which is told
  /// before any work.
  static func checkName(_ name: String) throws {
    let names = RulePack.shippedNames
    let looksLikeFile = name.contains("/") || name.contains(".") || name == "-"
    guard !names.contains(name), !looksLikeFile, !exists(name) else { return }
    let meant = NameSuggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    throw CommandFailure(
      "there is no pack '\(name)': "
        + (meant ?? "the shipped packs are \(names.joined(separator: ", ")); --pack also takes a file"))
  }

  private static func exists(_ path: String) -> Bool { (try? InputBytes.prefix(of: path, count: 1)) != nil }

  /// Says what is wrong: errors, and warnings that concern whole packs. Returns the errors.
  private static func report(_ mistakes: [PackMistake], notes: NoteOptions) -> [String] {
    for mistake in mistakes {
      switch mistake.level {
      case .error: Terminal.writeErrorLine("\(mistake)")
      case .warning: if mistake.concernsPack { notes.note("\(mistake)") }
      }
    }
    return mistakes.filter { $0.level == .error }.map { "\($0)" }
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
