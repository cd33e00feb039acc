import ArgumentParser
import RulePacks

/// Which rule packs are counted in a fingerprint.
struct FingerprintPackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rule packs to count: all, none, or names and files with commas between. Default: all of the built-in ones. "
        + "Evidence rests on rules where all of these were counted on both sides. compare counts the built-in ones "
        + "in any case, unless this is none, and reports what packs named here find.",
      valueName: "names"))
  var packs: String?

  /// The packs whose rates are compared whether or not they are named.
  static let refusalGap = ["refusal", "hedging"]
  /// The packs where the user names none.
  static let standard = "all"

  /// The rules; nil for none.
  func load(notes: NoteOptions) throws -> RuleSet? { try Self.load(packs ?? Self.standard, notes: notes) }

  /// The files among the packs that were named.
  var files: [String] {
    (packs.flatMap { Self.names($0) } ?? []).filter { !RulePack.shippedNames.contains($0) }
  }

  /// The packs that `packs` names; nil for none.
  static func names(_ packs: String) -> [String]? {
    switch packs {
    case "none", "": nil
    case "all": RulePack.shippedNames
    default: packs.split(separator: ",").map(String.init)
    }
  }

  /// The rules of `packs`, which is `all`, `none`, or names and files with commas between; nil for none.
  static func load(_ packs: String, notes: NoteOptions) throws -> RuleSet? {
    guard let names = names(packs) else { return nil }
    let loaded = try PackOptions.load(names, requiresAll: true, notes: notes)
    guard !loaded.hasErrors else {
      throw CommandFailure("--packs \(packs): a pack has errors; correct them first, or use --packs none")
    }
    return loaded.set
  }
}
