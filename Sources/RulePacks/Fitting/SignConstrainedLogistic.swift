import WhorlKit

/// Logistic regression with weights that cannot be negative, shrunk towards priors.
///
/// Minimises Σ ln(1 + exp(−y(b + Σ w x))) + ½ λ Σ (w − prior)² over w ≥ 0 and b: the posterior mode under
/// truncated normal priors. By cyclic coordinate descent with one Newton step a coordinate (Friedman, Hastie &
/// Tibshirani 2010, doi:10.18637/jss.v033.i01), in a fixed order: the same data give the same weights.
struct SignConstrainedLogistic {
  /// A text: the features that are not 0, what else adds to its logit, and whether it is positive.
  struct Row {
    let features: [(index: Int, value: Double)]
    let offset: Double
    let isPositive: Bool
  }

  private(set) var weights: [Double]
  private(set) var intercept: Double

  private static let sweeps = 500
  private static let tolerance = 1e-7

  /// Fits weights to `rows`.
  ///
  /// - Parameters:
  ///   - isFixed: Which weights stay at their priors.
  ///   - strength: λ, in texts.
  /// - Complexity: O(*s* *v*) for *s* sweeps, at most 500, and *v* values.
  init(_ rows: [Row], priors: [Double], isFixed: [Bool], intercept: Double, strength: Double) {
    weights = priors
    self.intercept = intercept
    var columns = [[(row: Int, value: Double)]](repeating: [], count: priors.count)
    for (index, row) in rows.enumerated() {
      for feature in row.features { columns[feature.index].append((index, feature.value)) }
    }
    var logits = rows.map { row in
      row.features.reduce(row.offset + intercept) { $0 + priors[$1.index] * $1.value }
    }
    for _ in 0..<Self.sweeps {
      var largest = 0.0
      // The intercept is shrunk by as little as keeps it finite where all texts are of one kind.
      var gradient = 1e-3 * (self.intercept - intercept)
      var curvature = 1e-3
      for (index, row) in rows.enumerated() {
        let p = ElementaryFunctions.logistic(logits[index])
        gradient += p - (row.isPositive ? 1 : 0)
        curvature += max(p * (1 - p), 1e-6)
      }
      let step = Self.bounded(-gradient / curvature)
      self.intercept += step
      for index in logits.indices { logits[index] += step }
      largest = abs(step)
      for column in columns.indices where !isFixed[column] && !columns[column].isEmpty {
        var gradient = strength * (weights[column] - priors[column])
        var curvature = strength
        for entry in columns[column] {
          let p = ElementaryFunctions.logistic(logits[entry.row])
          gradient += entry.value * (p - (rows[entry.row].isPositive ? 1 : 0))
          curvature += entry.value * entry.value * max(p * (1 - p), 1e-6)
        }
        let new = max(0, weights[column] + Self.bounded(-gradient / curvature))
        let change = new - weights[column]
        guard change != 0 else { continue }
        weights[column] = new
        for entry in columns[column] { logits[entry.row] += change * entry.value }
        largest = max(largest, abs(change))
      }
      if largest < Self.tolerance { break }
    }
  }

  private static func bounded(_ step: Double) -> Double { min(max(step, -2), 2) }
}
