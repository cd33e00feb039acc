import RulePacks
import WhorlKit

extension RuleStyle {
  /// The rules of the shipped packs, if they are those that the style was learned with; else nil, and a note says so.
  ///
  /// - Throws: ``CommandFailure`` if a pack cannot be used.
  func shippedSet(notes: NoteOptions) throws -> RuleSet? {
    guard let set = try FingerprintPackOptions.load("all", notes: notes) else { return nil }
    let sums = RuleSums(of: set)
    guard sums.packs == packs, sums.scoredNames == names else {
      notes.note("the background was made with other rule packs than this whorl ships: rules take no part")
      return nil
    }
    return set
  }
}
