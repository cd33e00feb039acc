/// How many times as often as the background a model's texts have phrases, learned from many phrases at once, and what
/// that says of each.
///
/// A count in few texts exaggerates: of thousands of phrases, those that stand out do so by chance as well. The ratios
/// of all phrases therefore have a common distribution on a grid, made the most likely one by expectation maximisation
/// (Laird 1978, doi:10.1080/01621459.1978.10480103) as if there were one phrase more at each ratio. A phrase is judged
/// by its posterior: by its mean, and by its fifth percentile, as in DuMouchel 1999,
/// doi:10.1080/00031305.1999.10474456, whose prior is a mixture of two gamma distributions. Counts are binomial, so
/// that small ones need no approximation.
struct RatioPrior: Sendable {
  /// The documents with a phrase, of how many, and the share of the background's that have it.
  struct Observation: Sendable {
    let documents: Int
    let of: Int
    let background: Double
  }

  /// What is known of a phrase.
  struct Posterior: Sendable {
    /// The mean share of documents with it.
    var share = 0.0
    /// The variance of that share.
    var variance = 0.0
    /// The place on the grid of the fifth percentile of the ratio.
    var leastPlace = 0
  }

  /// From a tenth to 3,000 times, 48 steps of 24 %.
  private static let logarithms = (0..<48).map { place in
    let ends = (ElementaryFunctions.naturalLogarithm(0.1), ElementaryFunctions.naturalLogarithm(3000))
    return ends.0 + (ends.1 - ends.0) * Double(place) / 47
  }
  private static let ratios = logarithms.map(ElementaryFunctions.exponential)
  private static let iterations = 60
  /// The greatest share: all documents would rule out a phrase that one of them lacks.
  private static let greatestShare = 0.999

  private var weights: [Double]

  /// The ratio at a place on the grid.
  static func ratio(at place: Int) -> Double { ratios[place] }

  /// The most likely distribution.
  ///
  /// - Complexity: O(*n*) for *n* observations; memory of 400 bytes an observation.
  init(_ observations: [Observation]) {
    let size = Self.ratios.count
    weights = [Double](repeating: 1 / Double(size), count: size)
    let likelihoods = observations.flatMap(Self.likelihoods)
    var sums = [Double](repeating: 0, count: size)
    for _ in 0..<(observations.isEmpty ? 0 : Self.iterations) {
      for place in 0..<size { sums[place] = 0 }
      for start in stride(from: 0, to: likelihoods.count, by: size) {
        var total = 0.0
        for place in 0..<size { total += likelihoods[start + place] * weights[place] }
        for place in 0..<size { sums[place] += likelihoods[start + place] * weights[place] / total }
      }
      // With one phrase more at each ratio none is ever ruled out, and few phrases prove little.
      for place in 0..<size { weights[place] = (sums[place] + 1) / Double(observations.count + size) }
    }
  }

  /// What an observation says.
  func posterior(_ observation: Observation) -> Posterior {
    var shares = Self.likelihoods(observation)
    for place in shares.indices { shares[place] *= weights[place] }
    let total = shares.reduce(0, +)
    var result = Posterior()
    var below = 0.0
    var square = 0.0
    for place in shares.indices {
      let probability = shares[place] / total
      let share = min(observation.background * Self.ratios[place], Self.greatestShare)
      result.share += probability * share
      square += probability * share * share
      below += probability
      if below < 0.05 { result.leastPlace = min(place + 1, shares.count - 1) }
    }
    result.variance = max(0, square - result.share * result.share)
    return result
  }

  /// The likelihood at each ratio, the greatest 1.
  private static func likelihoods(_ observation: Observation) -> [Double] {
    let background = ElementaryFunctions.naturalLogarithm(observation.background)
    let limit = ElementaryFunctions.naturalLogarithm(greatestShare)
    let (with, without) = (Double(observation.documents), Double(observation.of - observation.documents))
    var result = logarithms.map { logarithm in
      // No share is above one.
      guard background + logarithm <= 0 else { return -Double.infinity }
      let share = min(background + logarithm, limit)
      return with * share
        + without * ElementaryFunctions.naturalLogarithm(onePlus: -ElementaryFunctions.exponential(share))
    }
    let greatest = result.max() ?? 0
    for place in result.indices {
      result[place] = ElementaryFunctions.exponential(result[place] - greatest)
    }
    return result
  }
}
