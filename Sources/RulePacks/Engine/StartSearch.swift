/// Looks for the required texts of some rules in the parts of a text where they count.
///
/// A group of rules has two: one for texts that count wherever they stand, and one for those of the first and last
/// sentences, which are often frequent words. The second is run over these sentences only.
struct StartSearch: Sendable {
  /// Where matches of a rule may start, and the text that is looked for may stand.
  struct Scope: Sendable, Hashable {
    let scope: RuleScope
    /// For matches that only start where the scope does: how many bytes behind that their text may begin, or more.
    let longestLead: Int?

    /// Whether it is the whole of every text.
    var isEverything: Bool { scope == .anywhere && longestLead == nil }
  }

  let filter: LiteralFilter
  /// What the uses of the filter's texts count the scopes by.
  let scopes: [Scope]
  /// Whether the whole text is searched.
  let isEverywhere: Bool

  /// The searches for the rules at `indices`.
  static func searches(for indices: [Int], _ rules: [CompiledRule]) -> [StartSearch] {
    [true, false].compactMap { isEverywhere in
      var required: [(text: RequiredLiteral, use: LiteralFilter.Use)] = []
      var scopes: [Scope] = []
      for index in indices {
        let rule = rules[index]
        var runsInWindows = false
        if case .pattern(_, .windows) = rule.matcher { runsInWindows = true }
        for (part, text) in rule.required.enumerated() {
          let scope = Scope(
            scope: rule.rule.scope, longestLead: rule.isAnchored ? roundedUp(text.leadMaximum ?? 0) : nil)
          guard scope.isEverything == isEverywhere else { continue }
          if !scopes.contains(scope) { scopes.append(scope) }
          // A line is known by where the text stands in it, not by where a match would begin, and long ones are
          // cut anywhere, where PCRE2 then sees the edge of a word.
          let use = LiteralFilter.Use(
            slot: LiteralHits.slot(rule: index, part: part), scope: scopes.firstIndex(of: scope) ?? 0,
            leadMinimum: runsInWindows ? text.leadMinimum : 0,
            leadMaximum: runsInWindows ? text.leadMaximum ?? 0 : 0,
            leadCharacters: runsInWindows ? text.leadCharacters ?? 0 : 0)
          required += text.texts.map { (runsInWindows ? $0 : $0.withoutBoundaryAfter, use) }
        }
      }
      guard !required.isEmpty else { return nil }
      return StartSearch(filter: LiteralFilter(required), scopes: scopes, isEverywhere: isEverywhere)
    }
  }

  /// A power of two that is not smaller, so that few scopes differ.
  private static func roundedUp(_ lead: Int) -> Int {
    var result = 16
    while result < lead { result *= 2 }
    return result
  }
}
