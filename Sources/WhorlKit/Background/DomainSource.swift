/// One model's outputs of a kind of text, as ``DomainEstimator`` sees them.
public struct DomainSource: Sendable {
  /// The model.
  public let model: BackgroundSource
  /// The sums over each prompt half; two.
  public let halves: [FeatureSums]
  /// The documents one by one, if they are at hand.
  public let rows: [DocumentRow]

  /// A source.
  ///
  /// - Parameters:
  ///   - fingerprint: The fingerprint of the outputs.
  ///   - model: Which model, and who its relatives are.
  ///   - rows: The documents of `fingerprint`, or some of them; none if only the fingerprint is known.
  public init(_ fingerprint: Fingerprint, model: BackgroundSource, rows: [DocumentRow] = []) {
    self.model = model
    self.rows = rows
    halves = fingerprint.halves
  }

  /// Whether both halves hold enough documents.
  public var isEnough: Bool { halves.allSatisfy { $0.documents >= UInt64(BackgroundDomain.leastDocuments) } }
}
