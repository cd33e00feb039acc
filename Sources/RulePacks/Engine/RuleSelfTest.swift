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
  /// - Complexity: O(*e* *n*) for *e* examples of *n* bytes.
  public static func run(_ set: RuleSet) -> (failures: [Failure], examples: Int) {
    var scanner = RuleScanner(set)
    var failures: [Failure] = []
    var count = 0
    for index in set.rules.indices {
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
}
