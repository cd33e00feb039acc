import ArgumentParser
import RulePacks

/// Which rule packs are counted in a fingerprint.
struct FingerprintPackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rule packs to count: all, none, or names and files with commas between. Default: none for fingerprint, "
        + "all for train, refusal,hedging for score and compare. compare reports what packs named here find.",
      valueName: "names"))
  var packs: String?

  /// The packs behind the refusal gap.
  static let refusalGap = "refusal,hedging"

  /// The rules; nil for none.
  ///
  /// - Parameter standard: The packs where the user names none. Counting rules takes longer than all else that a
  ///   fingerprint is made of, so that it is asked for where corpora are large.
  func load(standard: String, notes: NoteOptions) throws -> RuleSet? {
    try Self.load(packs ?? standard, notes: notes)
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
    let loaded = try PackOptions.load(names, notes: notes)
    guard !loaded.hasErrors else {
      throw CommandFailure("--packs \(packs): a pack has errors; correct them first, or use --packs none")
    }
    return loaded.set
  }
}
