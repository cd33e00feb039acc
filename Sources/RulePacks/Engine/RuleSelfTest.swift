/// Runs the examples of rules.
public enum RuleSelfTest {
  /// An example that did not do what it is there for.
  public struct Failure: Sendable {
    /// The rule's index in its ``RuleSet``.
    public let rule: Int
    /// The example.
    public let example: RuleExample
    /// The hits that should not be there; empty if there should be some.
    public let hits: [RuleHit]
    /// Whether the rule should have had a hit.
    public let isPositive: Bool
    /// Why the rule was given up, if it was.
    public let givenUp: RuleScan.Failure.Reason?
  }

  /// The examples of all rules of `set` that fail, in the order of the rules, and how many there are.
  ///
  /// Rules whose `requires` or `excludes` cannot be looked for, because what they name is not there or is itself
  /// wrong, are left out: what their examples do follows from that mistake.
  ///
  /// - Complexity: O(*e* *n*) for *e* examples of *n* bytes.
  public static func run(_ set: RuleSet) -> (failures: [Failure], examples: Int) {
    var scanner = RuleScanner(set)
    var failures: [Failure] = []
    var count = 0
    for index in set.rules.indices where hasConditions(index, set) {
      let rule = set.rules[index].rule
      for (examples, isPositive) in [(rule.matches, true), (rule.nonMatches, false)] {
        for example in examples {
          count += 1
          let bytes = Array(example.text.utf8)
          let scan = scanner.scan(bytes.span, maker: example.maker)
          let hits = scan.hits.filter { $0.rule == index }
          let givenUp = scan.failures.first { $0.rule == index }?.reason
          guard hits.isEmpty == isPositive || givenUp != nil else { continue }
          failures.append(
            Failure(
              rule: index, example: example, hits: isPositive ? [] : hits, isPositive: isPositive,
              givenUp: givenUp))
        }
      }
    }
    return (failures, count)
  }

  /// Whether all that a rule's conditions name is there to be looked for.
  private static func hasConditions(_ index: Int, _ set: RuleSet) -> Bool {
    let compiled = set.rules[index]
    let named = (compiled.rule.requirements + compiled.rule.exclusions).count
    return compiled.conditions.count == named
      && compiled.conditions.allSatisfy { if case .rule(let other) = $0.target { other >= 0 } else { true } }
  }
}
