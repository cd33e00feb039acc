/// What the documents of one reference hold, against what documents of a population hold: the log
/// likelihood ratio of meeting each feature in a document.
///
/// For a feature that `df` of the reference's `n` documents hold and that documents of the population
/// hold with rate `q`,
///
///     llr = ln[ ((df + k·q′) / (n + k)) / q′ ],   q′ = q · v,   k = 100
///
/// where the verbosity ratio `v = Σ df/n ÷ Σ q` removes what a longer answer holds more of, whatever
/// its style. `k` documents of the population are added to the reference's, so that a small reference
/// makes small claims. This is the presence score of `docs/scoring.md`; the shape is a smoothed
/// naive-Bayes presence model (McCallum & Nigam 1998, "A comparison of event models for naive Bayes
/// text classification").
struct PresenceModel: Sendable {
  /// Documents of the population that are added to the reference's.
  static let smoothing = 100.0
  /// The least rate that a population is believed to have.
  private static let leastRate = 1e-6

  /// The log likelihood ratio of each feature, in nats.
  let logRatios: [Double]

  /// The model of a reference.
  ///
  /// - Parameters:
  ///   - counts: Documents that hold each feature.
  ///   - documents: Documents in all.
  ///   - population: The share of the population's documents that hold each feature.
  /// - Complexity: O(n) in the number of features.
  init(counts: [UInt64], documents: UInt64, population: [Double]) {
    let total = Double(max(documents, 1))
    var held = 0.0
    var expected = 0.0
    for (count, rate) in zip(counts, population) {
      held += Double(count) / total
      expected += rate
    }
    let verbosity = held > 0 && expected > 0 ? held / expected : 1
    logRatios = zip(counts, population).map { count, rate in
      let scaled = max(rate * verbosity, Self.leastRate)
      let estimate = (Double(count) + Self.smoothing * scaled) / (total + Self.smoothing)
      return ElementaryFunctions.naturalLogarithm(estimate / scaled)
    }
  }

  /// The mean log likelihood ratio over all the features that documents hold, in nats a feature; 0 if
  /// they hold none.
  ///
  /// - Parameter counts: Documents that hold each feature.
  /// - Complexity: O(n) in the number of features.
  func score(_ counts: [UInt64]) -> Double {
    var sum = 0.0
    var total: UInt64 = 0
    for (count, ratio) in zip(counts, logRatios) where count > 0 {
      sum += Double(count) * ratio
      total += count
    }
    return total > 0 ? sum / Double(total) : 0
  }
}
