/// The function that ``AffineCalibration`` minimises, over coefficients of features scaled to a root mean
/// square of 1.
struct LogisticLoss {
  /// The root mean square of each feature.
  let scales: [Double]
  /// The strength of the penalty.
  private let ridge: Double
  /// Scaled features, row after row.
  private let features: [Double]
  /// The weights, scaled to the sum ½ for each kind.
  private let weights: [Double]
  private let isSame: [Bool]

  /// Checks and scales `rows`.
  init(_ rows: [CalibrationRow], ridge: Double, leastTrials: Int) throws(CalibrationError) {
    let width = rows.first?.features.count ?? 0
    var sums = (same: 0.0, different: 0.0)
    var counts = (same: 0, different: 0)
    for (index, row) in rows.enumerated() {
      guard row.features.count == width else {
        throw .unequalFeatureCounts(row: index, found: row.features.count, expected: width)
      }
      guard row.features.allSatisfy(\.isFinite) else { throw .notFinite(row: index) }
      if row.isSame {
        sums.same += row.weight
        counts.same += 1
      } else {
        sums.different += row.weight
        counts.different += 1
      }
      guard row.weight > 0, (row.isSame ? sums.same : sums.different).isFinite else {
        throw .invalidWeight(row: index)
      }
    }
    if counts.same < leastTrials {
      throw .tooFewTrials(isSame: true, found: counts.same, required: leastTrials)
    }
    if counts.different < leastTrials {
      throw .tooFewTrials(isSame: false, found: counts.different, required: leastTrials)
    }
    guard width > 0 else { throw .noFeatures }

    let weights = rows.map { $0.weight / ($0.isSame ? sums.same : sums.different) / 2 }
    var scales = [Double](repeating: 0, count: width)
    for (row, weight) in zip(rows, weights) {
      for (j, x) in row.features.enumerated() { scales[j] += weight * x * x }
    }
    for j in scales.indices {
      scales[j] = scales[j].squareRoot()
      guard scales[j] > 0, scales[j].isFinite else { throw .unusableFeature(index: j) }
    }
    self.ridge = ridge
    self.scales = scales
    self.weights = weights
    isSame = rows.map(\.isSame)
    var scaled: [Double] = []
    scaled.reserveCapacity(rows.count * width)
    for row in rows {
      for (j, x) in row.features.enumerated() { scaled.append(x / scales[j]) }
    }
    features = scaled
  }

  /// The fitted value of each row, its log-odds.
  private func logOdds(_ coefficients: [Double]) -> [Double] {
    let width = coefficients.count
    return weights.indices.map { row in
      var sum = 0.0
      for j in 0..<width { sum += coefficients[j] * features[row * width + j] }
      return sum
    }
  }

  /// The weighted cross-entropy in nats, without the penalty.
  func cost(_ coefficients: [Double]) -> Double {
    var sum = 0.0
    for (row, value) in logOdds(coefficients).enumerated() {
      sum += weights[row] * ElementaryFunctions.softplus(isSame[row] ? -value : value)
    }
    return sum
  }

  /// Whether no same-source row has a smaller fitted value than a different-source row, and not all are
  /// equal: complete or quasi-complete separation (Albert & Anderson 1984, doi:10.1093/biomet/71.1.1).
  func separates(_ coefficients: [Double]) -> Bool {
    var same = (least: Double.infinity, greatest: -Double.infinity)
    var different = same
    for (row, value) in logOdds(coefficients).enumerated() {
      if isSame[row] {
        same = (min(same.least, value), max(same.greatest, value))
      } else {
        different = (min(different.least, value), max(different.greatest, value))
      }
    }
    return same.least >= different.greatest && same.greatest > different.least
  }

  /// The penalised cost at some coefficients with its derivatives.
  struct Evaluation {
    var cost: Double
    var gradient: [Double]
    /// Row after row.
    var hessian: [Double]
  }

  /// The penalised cost with its gradient and Hessian, in one pass and with one exponential a row.
  func evaluation(_ coefficients: [Double]) -> Evaluation {
    let width = coefficients.count
    var cost = 0.0
    var gradient = coefficients.map { ridge * $0 }
    var hessian = [Double](repeating: 0, count: width * width)
    for (row, value) in logOdds(coefficients).enumerated() {
      let weight = weights[row]
      let e = ElementaryFunctions.exponential(-abs(value))
      // The logistic function of the value and of its opposite, and softplus of the one that the row wants small.
      let (same, different) = value >= 0 ? (1 / (1 + e), e / (1 + e)) : (e / (1 + e), 1 / (1 + e))
      cost +=
        weight * (max(isSame[row] ? -value : value, 0) + ElementaryFunctions.naturalLogarithm(onePlus: e))
      let slope = isSame[row] ? -different : same
      let curvature = same * different
      let start = row * width
      for j in 0..<width {
        let x = features[start + j]
        gradient[j] += weight * slope * x
        let scaled = weight * curvature * x
        for k in 0...j { hessian[j * width + k] += scaled * features[start + k] }
      }
    }
    for j in 0..<width {
      hessian[j * width + j] += ridge
      for k in 0..<j { hessian[k * width + j] = hessian[j * width + k] }
    }
    cost += ridge / 2 * coefficients.reduce(0) { $0 + $1 * $1 }
    return Evaluation(cost: cost, gradient: gradient, hessian: hessian)
  }
}
