/// What drives the score of one comparison.
public struct ComparisonExplanation: Sendable {
  /// The features that contribute most, largest magnitude first; positive ones speak for the reference.
  public var features: [FeatureContribution]
  /// The sum of the contributions of all features that are not listed, in nats of the raw score.
  public var remainder: Double
  /// The rules that contribute most to the channel of rules, which is no part of the score of ``features``.
  public var rules: [FeatureContribution]
  /// What could not be shown, one sentence each: without texts, for example, no phrases in context.
  public var limits: [String]

  /// An explanation.
  public init(
    features: [FeatureContribution], remainder: Double = 0, rules: [FeatureContribution] = [],
    limits: [String] = []
  ) {
    self.features = features
    self.remainder = remainder
    self.rules = rules
    self.limits = limits
  }
}
