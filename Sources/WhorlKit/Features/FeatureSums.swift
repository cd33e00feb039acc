/// What a set of documents adds up to: for every feature the number of documents that hold it, and
/// the weighted sums of its rate and squared rate.
///
/// All sums are integers (see `FeatureScale`), so that adding is exact, associative and commutative.
public struct FeatureSums: Sendable, Equatable {
  /// Documents that were counted.
  public internal(set) var documents: UInt64 = 0
  /// Words, numbers and ideographs in them.
  public internal(set) var words: UInt64 = 0
  /// Tokens in them, punctuation and layout included.
  public internal(set) var tokens: UInt64 = 0
  /// Σw, in units of 1/4096.
  public internal(set) var weight: UInt64 = 0
  /// Σw², in units of 1/4096².
  public internal(set) var squaredWeight: UInt64 = 0
  /// The sums of each feature, laid out by ``FeatureLayout``.
  public internal(set) var features: [Feature]

  /// The sums of one feature.
  public struct Feature: Sendable, Equatable {
    /// Documents that hold the feature at least once.
    public internal(set) var documents: UInt64 = 0
    /// Σw·y, in units of 1/(4096 · 2¹⁸).
    public internal(set) var rate: UInt64 = 0
    /// Σw·y², in units of 1/(4096 · 2²²).
    public internal(set) var squaredRate: UInt64 = 0

    /// Adds what documents that hold the feature add up to.
    @inline(__always)
    mutating func add(documents: UInt64, rate: UInt64, squaredRate: UInt64) {
      self.documents += documents
      self.rate += rate
      self.squaredRate += squaredRate
    }
  }

  /// Sums over no documents, for `featureCount` features.
  init(featureCount: Int) {
    features = [Feature](repeating: Feature(), count: featureCount)
  }

  /// Adds the sums of other documents.
  ///
  /// - Precondition: Both have the same number of features.
  mutating func add(_ other: FeatureSums) {
    documents += other.documents
    words += other.words
    tokens += other.tokens
    weight += other.weight
    squaredWeight += other.squaredWeight
    for index in features.indices {
      let feature = other.features[index]
      features[index].add(
        documents: feature.documents, rate: feature.rate, squaredRate: feature.squaredRate)
    }
  }

  /// The weighted mean rate of a feature, Σw·y / Σw; 0 without documents.
  public func meanRate(_ index: Int) -> Double {
    guard weight > 0 else { return 0 }
    return Double(features[index].rate) / FeatureScale.rate / Double(weight)
  }

  /// The weighted variance of a feature's rate over documents, Σw·y²/Σw − (Σw·y/Σw)²; 0 without documents.
  public func rateVariance(_ index: Int) -> Double {
    guard weight > 0 else { return 0 }
    let mean = meanRate(index)
    return max(meanSquaredRate(index) - mean * mean, 0)
  }

  /// The weighted mean of a feature's squared rate, Σw·y² / Σw; 0 without documents.
  public func meanSquaredRate(_ index: Int) -> Double {
    guard weight > 0 else { return 0 }
    return Double(features[index].squaredRate) / FeatureScale.rateSquared / Double(weight)
  }

  /// The share of documents that hold a feature; 0 without documents.
  public func documentRate(_ index: Int) -> Double {
    guard documents > 0 else { return 0 }
    return Double(features[index].documents) / Double(documents)
  }
}
