/// One suspect against one reference: raw scores, no probability.
///
/// Made by ``ReferenceSet/compare(_:)`` only, which has checked that the two can be compared.
public struct Comparison: Sendable {
  /// The reference.
  public let reference: FingerprintHeader
  /// The mean log likelihood ratio of the features that the suspect's documents hold, in nats a
  /// feature. A score for ranking: it is not calibrated.
  public let rawScore: Double
  /// The same for each prompt half of the suspect; nil for a half without documents.
  public let halfScores: [Double?]
  /// What the score is read against.
  public let consistency: SelfConsistency
  /// The shingles that the two share.
  public let overlaps: [ShingleOverlap]

  /// Whether the suspect scores as the reference itself does.
  public var isConsistent: Bool {
    guard let threshold = consistency.threshold else { return false }
    return rawScore > 0 && rawScore >= threshold
  }
}
