/// How widely documents scatter in the space of a style model, as one number: 1 for what documents of one
/// model of the background usually do, less for a model that always writes alike.
///
/// A document's dispersion is
///
///     Σ_f q_f (y_f − m_f)² / r,    q_f = Σ_k P_fk² / v_k
///
/// for its rates y, the background's mean rates m, the projection P and the noise v of the axes: what its
/// squared distance from the mean in units of the noise would be if features were independent. r is the
/// geometric mean over the background's models. A set of documents has the weighted mean of its documents'
/// dispersions, so that sums over features, documents one by one, and any mixture of the two agree.
public struct DispersionModel: Sendable, Equatable {
  /// What is divided by: the geometric mean of the models' dispersions.
  public let typical: Double
  private let mean: [Float]
  private let weights: [Float]
  /// The dispersion of a document without any of the features.
  private let empty: Double

  /// The model for a projection of `features` onto axes with `noise`.
  ///
  /// - Complexity: O(F · axes).
  package init(
    features: [Range<Int>], projection: [Float], noise: [Double], mean rates: [Float], typical: Double
  ) {
    let axes = noise.count
    var mean: [Float] = []
    var weights: [Float] = []
    var empty = 0.0
    var start = 0
    for range in features {
      for feature in range {
        var weight = 0.0
        for axis in 0..<axes {
          let loading = Double(projection[start + axis])
          weight += loading * loading / noise[axis]
        }
        start += axes
        let rate = Double(rates[feature])
        empty += weight * rate * rate
        mean.append(rates[feature])
        weights.append(Float(weight))
      }
    }
    self.mean = mean
    self.weights = weights
    self.empty = empty
    self.typical = typical
  }

  private init(_ other: DispersionModel, typical: Double) {
    (mean, weights, empty) = (other.mean, other.weights, other.empty)
    self.typical = typical
  }

  /// The same measure with another unit.
  package func divided(by typical: Double) -> DispersionModel {
    DispersionModel(self, typical: self.typical * typical)
  }

  /// The dispersion of the documents of `sums`, whose features are those in `ranges`; 1 without documents.
  ///
  /// - Complexity: O(F).
  func dispersion(of sums: FeatureSums, _ ranges: [Range<Int>]) -> Double {
    guard sums.weight > 0 else { return 1 }
    var total = empty
    var row = 0
    for range in ranges {
      for feature in range {
        if sums.features[feature].rate > 0 {
          let square = sums.meanSquaredRate(feature)
          total += Double(weights[row]) * (square - 2 * sums.meanRate(feature) * Double(mean[row]))
        }
        row += 1
      }
    }
    return max(total, 0) / typical
  }

  /// The dispersion of documents with these mean rates and mean squared rates of the features in `ranges`.
  ///
  /// - Complexity: O(F).
  package func dispersion(rates: [Double], squares: [Double], _ ranges: [Range<Int>]) -> Double {
    var total = empty
    for (row, feature) in ranges.joined().enumerated() {
      total += Double(weights[row]) * (squares[feature] - 2 * rates[feature] * Double(mean[row]))
    }
    return max(total, 0) / typical
  }

  /// What a feature, by its row in the projection, with rate `rate` adds to a document's dispersion, before it is
  /// divided.
  @inline(__always)
  package func addition(row: Int, rate: Float) -> Float { weights[row] * rate * (rate - 2 * mean[row]) }

  /// The dispersion of a document whose features' additions sum to `sum`.
  package func dispersion(additions sum: Double) -> Double { max(empty + sum, 0) / typical }
}
