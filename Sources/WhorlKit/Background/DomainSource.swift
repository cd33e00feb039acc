/// One model's outputs of a kind of text, as ``DomainEstimator`` sees them.
public struct DomainSource: Sendable {
  /// The model.
  public let model: BackgroundSource
  /// The sums over each prompt half; two.
  public let halves: [FeatureSums]
  /// The documents one by one, if they are at hand.
  public let rows: [DocumentRow]
  private let rules: RuleSums?

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
    rules = fingerprint.rules
  }

  private init(_ source: DomainSource, halves: [FeatureSums], rows: [DocumentRow]) {
    model = source.model
    rules = source.rules
    self.halves = halves
    self.rows = rows
  }

  /// The source as `style` sees it; nil if it was not scanned with the packs of `style`.
  func seen(by style: RuleStyle) -> DomainSource? {
    guard let rules, let halves = style.rates(of: rules) else { return nil }
    return DomainSource(self, halves: halves, rows: style.documents(rows, of: rules))
  }

  /// Whether both halves hold enough documents.
  public var isEnough: Bool { halves.allSatisfy { $0.documents >= UInt64(BackgroundDomain.leastDocuments) } }
}
