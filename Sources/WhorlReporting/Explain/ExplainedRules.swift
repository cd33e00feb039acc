public import RulePacks
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

  /// What the channel is made of in a case: its `count` strongest rules for and against, and where they hold in
  /// `documents`, of which `set` finds up to `places` each.
  ///
  /// - Returns: nil where the background has no rules or one side was not scanned with them.
  public init?(
    _ assessment: Assessment, background: BackgroundModel, suspect: Fingerprint, reference: Fingerprint,
    count: Int, documents: [SuspectDocument] = [], set: RuleSet? = nil, places: Int = 0
  ) {
    guard let frame = assessment.rules, let known = background.rules,
      let explanation = RuleExplanation(frame, background: known, suspect: suspect, reference: reference)
    else { return nil }
    let shown = explanation.strongest(count)
    self.init(
      explanation: explanation, rules: shown,
      places: set.map { RuleLocator.places(of: shown, in: documents, by: $0, limit: places) } ?? [])
  }

  /// What all rules that are not shown contribute, in nats.
  var remainder: Double {
    explanation.score - explanation.constant - rules.reduce(0) { $0 + $1.contribution }
  }
}
