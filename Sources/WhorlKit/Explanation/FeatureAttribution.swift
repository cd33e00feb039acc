/// One feature's part in a score, and how often each side uses it.
public struct FeatureAttribution: Sendable, Equatable {
  /// How the two sides deviate from the background's mean.
  ///
  /// The raw values are those of reports.
  public enum Relation: String, Sendable, CaseIterable {
    /// Both use it more than models do on average.
    case bothMore
    /// Both use it less.
    case bothLess
    /// The suspect uses it more, the reference less.
    case suspectMore
    /// The reference uses it more, the suspect less.
    case referenceMore
  }

  /// The feature's place in a fingerprint.
  public let feature: Int
  /// Its channel.
  public let channel: Channel
  /// What it looks like; of a format feature its name.
  public let text: String
  /// Its part of the score, in nats: positive speaks for the reference.
  public let contribution: Double
  /// How often the suspect uses it.
  public let suspect: FeatureUse
  /// How often the reference does.
  public let reference: FeatureUse
  /// The share of background documents that hold it; nil for format features, of which that is not kept.
  public let backgroundDocumentRate: Double?
  /// Occurrences in a thousand opportunities in the background's documents: `1000·(m² + W + B)`.
  public let backgroundPerThousand: Double

  /// How the two sides deviate from the background.
  public var relation: Relation {
    switch (suspect.deviation > 0, reference.deviation > 0) {
    case (true, true): .bothMore
    case (false, false): .bothLess
    case (true, false): .suspectMore
    case (false, true): .referenceMore
    }
  }
}
