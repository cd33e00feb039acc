/// One rule's or class's part in the score of the channel `rules`, and how often each side holds it.
public struct RuleAttribution: Sendable, Equatable {
  /// What it is: `rule slop/delve` or `class refusal/explicit`.
  public let name: String
  /// Its part of the score, in nats: positive speaks for the reference.
  public let contribution: Double
  /// How often it holds in the suspect; per thousand words.
  public let suspect: FeatureUse
  /// How often it holds in the reference.
  public let reference: FeatureUse
  /// The share of the background's documents in which it holds, long ones counting for more.
  public let backgroundDocumentRate: Double
  /// Its hits in a thousand words of the background.
  public let backgroundPerThousand: Double
}
