/// How often a set of documents uses a feature.
public struct FeatureUse: Sendable, Equatable {
  /// Documents that hold it.
  public let documents: UInt64
  /// The share of documents that hold it.
  public let documentRate: Double
  /// Occurrences in a thousand opportunities, which are the n-grams of the channel and for format features
  /// words or lines: the weighted mean of `count / (L + 1)`.
  public let perThousand: Double
  /// How far the mean rate is from the background's, in standard deviations of what models and documents vary
  /// by: `(x − m) / √(B + W/n)`.
  public let deviation: Double

  /// The use of `feature` in `sums`, as `typicality` sees it.
  init(_ feature: Int, in sums: FeatureSums, _ typicality: TypicalityModel) {
    documents = sums.features[feature].documents
    documentRate = sums.documentRate(feature)
    let weight = Double(max(sums.weight, 1))
    perThousand = 1000 * Double(sums.features[feature].squaredRate) / FeatureScale.rateSquared / weight
    let spread =
      Double(typicality.between[feature])
      + Double(typicality.within[feature]) / Double(max(sums.documents, 1))
    let difference = sums.meanRate(feature) - Double(typicality.mean[feature])
    deviation = spread > 0 ? difference / spread.squareRoot() : 0
  }
}
