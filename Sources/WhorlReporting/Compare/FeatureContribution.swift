/// One feature's part in the score of a comparison.
public struct FeatureContribution: Sendable {
  /// The feature's channel.
  public var channel: String
  /// The feature as people read it.
  public var text: String
  /// Its part of the raw score, in nats; positive speaks for the reference.
  public var contribution: Double
  /// The share of the suspect's documents that hold it.
  public var suspectRate: Double
  /// The share of the reference's documents that hold it.
  public var referenceRate: Double
  /// The share of the background's documents that hold it; nil where that is not known.
  public var backgroundRate: Double?
  /// Where the suspect says it; empty where texts are not at hand.
  public var passages: [PassageInContext]

  /// A feature's part.
  public init(
    channel: String, text: String, contribution: Double, suspectRate: Double, referenceRate: Double,
    backgroundRate: Double? = nil, passages: [PassageInContext] = []
  ) {
    self.channel = channel
    self.text = text
    self.contribution = contribution
    self.suspectRate = suspectRate
    self.referenceRate = referenceRate
    self.backgroundRate = backgroundRate
    self.passages = passages
  }
}
