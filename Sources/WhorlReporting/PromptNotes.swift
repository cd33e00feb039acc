import WhorlKit

/// What a report says of the prompts that suspect and references answer.
enum PromptNotes {
  /// A sentence or two; none where all answer prompts of one mix, as far as can be told.
  ///
  /// - Parameters:
  ///   - shifts: How much the mixes differ, one for each reference.
  ///   - isNone: Whether the verdict is that the suspect is no reference's.
  static func of(_ shifts: [PromptShift?], isNone: Bool) -> [String] {
    guard shifts.contains(where: { $0 != nil }) else {
      return isNone
        ? [
          "Ratios are calibrated on answers to prompts of one mix on both sides, and whether that is so here is not "
            + "known: where it is not, ratios against the reference are too strong."
        ] : []
    }
    let others = shifts.count { $0?.isCertain == true }
    guard others > 0 else { return [] }
    let which = others < shifts.count ? "\(others) of \(shifts.count) references" : "the references"
    return [
      "By what its documents are about, the suspect answers prompts of another mix than \(which). Ratios allow for as much "
        + "of that as the background has met, and are nearer to 0 for it; prompts of another kind altogether make them too "
        + "strong against the true source. Answers to the same prompts, or to prompts of one kind, would say more."
    ]
  }
}
