public import WhorlKit

/// The channel of rules in a report of `whorl explain`.
public struct ExplainedRules: Sendable {
  /// What its score is made of.
  let explanation: RuleExplanation
  /// The rules and classes that are shown, the strongest for the reference first, then the strongest against it.
  let rules: [RuleAttribution]
  /// Where each of ``rules`` holds in the suspect's documents; empty where texts are not at hand.
  let places: [FeatureOccurrences]

  /// A channel of rules, with the rules that are shown of it and their places by ``RuleLocator``.
  public init(explanation: RuleExplanation, rules: [RuleAttribution], places: [FeatureOccurrences]) {
    self.explanation = explanation
    self.rules = rules
    self.places = places
  }

  /// What all rules that are not shown contribute, in nats.
  var remainder: Double {
    explanation.score - explanation.constant - rules.reduce(0) { $0 + $1.contribution }
  }
}
