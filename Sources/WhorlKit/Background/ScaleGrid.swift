/// How far out models lie, as a scale that each model draws for itself: the grid that scores sum over.
///
/// A model's place is normal with variance e/u along each axis, where u has a gamma distribution of mean 1: together
/// a multivariate Student distribution, as in heavy-tailed probabilistic linear discriminant analysis (Kenny 2010,
/// "Bayesian speaker verification with heavy-tailed priors", Odyssey 2010). Models that lie far from all that the
/// background has seen then are rare and not impossible, and two of them that lie out in the same direction are no
/// proof of one source.
enum ScaleGrid {
  /// Degrees of freedom: the fewer, the heavier the tails.
  static let degreesOfFreedom = 4.0

  /// The values of u, even in their logarithm, and the logarithm of the weight of each.
  static let points: [(scale: Double, logWeight: Double)] = {
    let (least, most, count) = (0.05, 10.0, 13)
    let step = ElementaryFunctions.naturalLogarithm(most / least) / Double(count - 1)
    let scales = (0..<count).map { least * ElementaryFunctions.exponential(Double($0) * step) }
    // The gamma density of shape and rate ν/2, in the logarithm of u.
    let half = degreesOfFreedom / 2
    let logs = scales.map { half * ElementaryFunctions.naturalLogarithm($0) - half * $0 }
    let total = logSum(logs)
    return zip(scales, logs).map { ($0, $1 - total) }
  }()

  /// ln Σ exp, without overflow.
  static func logSum(_ logs: [Double]) -> Double {
    var largest = -Double.infinity
    for value in logs where value > largest { largest = value }
    guard largest > -.infinity else { return largest }
    var sum = 0.0
    for value in logs { sum += ElementaryFunctions.exponential(value - largest) }
    return largest + ElementaryFunctions.naturalLogarithm(sum)
  }

  /// The share of each term in Σ exp, and the entropy of the shares in nats.
  static func posterior(_ logs: [Double]) -> (shares: [Double], entropy: Double) {
    let total = logSum(logs)
    let shares = logs.map { ElementaryFunctions.exponential($0 - total) }
    return (shares, zip(shares, logs).reduce(0) { $0 - $1.0 * ($1.1 - total) })
  }
}

/// The logarithm of a product of many variances, with few logarithms taken.
struct LogProduct {
  private var product = 1.0
  private var sum = 0.0

  mutating func multiply(by factor: Double) {
    product *= factor
    guard !(1e-100...1e100).contains(product) else { return }
    sum += ElementaryFunctions.naturalLogarithm(product)
    product = 1
  }

  var logarithm: Double { sum + ElementaryFunctions.naturalLogarithm(product) }
}
