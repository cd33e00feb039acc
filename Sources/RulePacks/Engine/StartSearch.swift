/// Looks for the required texts of some rules in the parts of a text where they count.
///
/// Texts that count wherever they stand are looked for in the whole text, and those of the first and last sentences,
/// which are often frequent words, in these sentences only. A group of rules has one search for both, or two if either
/// has to look at every byte and the other has not.
struct StartSearch: Sendable {
  /// Where matches of a rule may start, and the text that is looked for may stand.
  struct Scope: Sendable, Hashable {
    let scope: RuleScope
    /// For matches that only start where the scope does: how many bytes behind that their text may begin, or more.
    let longestLead: Int?

    /// Whether it is the whole of every text.
    var isEverything: Bool { reach == .everywhere }

    /// How much of a text it is.
    var reach: LiteralFilter.Reach {
      if longestLead != nil || scope == .firstSentences(1) { return .start }
      return scope == .anywhere ? .everywhere : .sentences
    }
  }

  let filter: LiteralFilter
  /// What the uses of the filter's texts count the scopes by.
  let scopes: [Scope]
  /// Whether some texts count in the whole text.
  let isEverywhere: Bool

  /// The searches for the rules at `indices`.
  static func searches(for indices: [Int], _ rules: [CompiledRule]) -> [StartSearch] {
    let texts = indices.flatMap { index in
      rules[index].required.indices.map { (rule: rules[index], index: index, part: $0) }
    }
    let everywhere = texts.filter { scope(of: $0.part, $0.rule).isEverything }
    let others = texts.filter { !scope(of: $0.part, $0.rule).isEverything }
    let areAlike = [everywhere, others].map { $0.allSatisfy { $0.rule.required[$0.part].isAnchored } }
    return (areAlike[0] == areAlike[1] ? [everywhere + others] : [everywhere, others])
      .filter { !$0.isEmpty }.map(StartSearch.init)
  }

  /// A search for required texts of rules.
  private init(_ texts: [(rule: CompiledRule, index: Int, part: Int)]) {
    var required: [(text: RequiredLiteral, use: LiteralFilter.Use)] = []
    var scopes: [Scope] = []
    for (rule, index, part) in texts {
      let text = rule.required[part]
      let scope = Self.scope(of: part, rule)
      if !scopes.contains(scope) { scopes.append(scope) }
      var runsInWindows = false
      if case .pattern(_, .windows) = rule.matcher { runsInWindows = true }
      // A line is known by where the text stands in it, not by where a match would begin, and long ones are
      // cut anywhere, where PCRE2 then sees the edge of a word.
      let use = LiteralFilter.Use(
        slot: LiteralHits.slot(rule: index, part: part), scope: scopes.firstIndex(of: scope) ?? 0,
        leadMinimum: runsInWindows ? text.leadMinimum : 0,
        leadMaximum: runsInWindows ? text.leadMaximum ?? 0 : 0,
        leadCharacters: runsInWindows ? text.leadCharacters ?? 0 : 0, reach: scope.reach)
      required += text.texts.map { (runsInWindows ? $0 : $0.withoutBoundaryAfter, use) }
    }
    filter = LiteralFilter(required)
    isEverywhere = scopes.contains(where: \.isEverything)
    self.scopes = scopes
  }

  private static func scope(of part: Int, _ rule: CompiledRule) -> Scope {
    let lead = rule.required[part].leadMaximum ?? 0
    return Scope(scope: rule.scope, longestLead: rule.isAnchored ? roundedUp(lead) : nil)
  }

  /// A power of two that is not smaller, so that few scopes differ.
  private static func roundedUp(_ lead: Int) -> Int {
    var result = 16
    while result < lead { result *= 2 }
    return result
  }
}
