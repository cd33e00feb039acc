/// How signatures are cut into bands, so that documents which agree in a band are candidates for being
/// near-duplicates (Leskovec, Rajaraman & Ullman 2020, "Mining of Massive Datasets", section 3.4).
///
/// With b bands of r rows each and at least m bands that must agree, documents of Jaccard similarity J
/// become a candidate pair with the probability `P(Binomial(b, Jʳ) ≥ m)`.
///
/// ```swift
/// let plan = try BandPlan(threshold: 0.05, falseNegativeWeight: 0.9)
/// plan.candidateProbability(jaccard: 0.1)
/// ```
public struct BandPlan: Sendable, Equatable {
  /// The least share of misses that a minimum of agreeing bands may cause at the threshold itself.
  static let toleratedMiss = 0.05

  /// The Jaccard similarity from which on pairs are to be found.
  public let threshold: Double
  /// The weight of misses against that of needless candidates, which weigh one minus it.
  public let falseNegativeWeight: Double
  /// The number of bands.
  public let bands: Int
  /// The values of a band.
  public let rows: Int

  /// The plan that minimises `w·∫ missed + (1 − w)·∫ needless` over all divisions of 128 values, where
  /// missed is `1 − P` above the threshold and needless is `P` below it, for m = 1; w is the weight of
  /// misses.
  ///
  /// - Throws: ``CopiedTextError`` for a threshold outside 0.02…1 or a weight outside 0…1.
  public init(threshold: Double, falseNegativeWeight: Double) throws(CopiedTextError) {
    guard threshold >= 0.02, threshold <= 1 else { throw .threshold(threshold) }
    guard falseNegativeWeight >= 0, falseNegativeWeight <= 1 else { throw .weight(falseNegativeWeight) }
    var best = (cost: Double.infinity, bands: 1, rows: 1)
    for rows in 1...MinHashSignature.valueCount {
      let bands = MinHashSignature.valueCount / rows
      let cost = Self.cost(
        threshold: threshold, weight: falseNegativeWeight, bands: bands, rows: rows)
      if cost < best.cost { best = (cost, bands, rows) }
    }
    self.threshold = threshold
    self.falseNegativeWeight = falseNegativeWeight
    bands = best.bands
    rows = best.rows
  }

  /// The plan that a file names; nil for one that cannot be.
  init?(threshold: Double, falseNegativeWeight: Double, bands: Int, rows: Int) {
    guard threshold > 0, threshold <= 1, falseNegativeWeight >= 0, falseNegativeWeight <= 1, bands > 0,
      rows > 0, bands <= MinHashSignature.valueCount / rows
    else { return nil }
    self.threshold = threshold
    self.falseNegativeWeight = falseNegativeWeight
    self.bands = bands
    self.rows = rows
  }

  /// The most bands that may have to agree so that a pair of similarity `jaccard` is missed with a
  /// probability of at most a twentieth; at least 1.
  public func requiredBands(jaccard: Double) -> Int {
    // More than one band of several rows is seldom shared by chance.
    guard rows == 1 else { return 1 }
    var required = 1
    while required < bands,
      Self.probability(agreement: jaccard, bands: bands, atLeast: required + 1) >= 1 - Self.toleratedMiss
    {
      required += 1
    }
    return required
  }

  /// The probability that a pair of similarity `jaccard` becomes a candidate pair if `required` bands
  /// must agree.
  public func candidateProbability(jaccard: Double, required: Int = 1) -> Double {
    Self.probability(agreement: IntegerPower.of(jaccard, rows), bands: bands, atLeast: required)
  }

  /// The probability that at least `atLeast` bands agree.
  private static func probability(agreement: Double, bands: Int, atLeast: Int) -> Double {
    max(0, 1 - BinomialDistribution.probability(ofAtMost: atLeast - 1, of: bands, share: agreement))
  }

  private static func cost(threshold: Double, weight: Double, bands: Int, rows: Int) -> Double {
    let steps = 500
    func integral(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
      let width = (to - from) / Double(steps)
      return (0..<steps).reduce(0) { $0 + value(from + (Double($1) + 0.5) * width) } * width
    }
    func found(_ jaccard: Double) -> Double { 1 - IntegerPower.of(1 - IntegerPower.of(jaccard, rows), bands) }
    return weight * integral(threshold, 1) { 1 - found($0) }
      + (1 - weight) * integral(0, threshold, found)
  }
}
