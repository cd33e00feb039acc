/// A two-covariance model of style over some channels: where corpora of one model lie in a space of few
/// axes, how much models differ along each, and how much the documents of one model scatter.
///
/// The space is made so that scatter within a model is alike in all directions and axes are uncorrelated
/// (linear discriminant analysis of `docs/algorithms/style-model.md`). The model is that of Brümmer & de
/// Villiers 2010 ("The speaker partitioning problem", Odyssey 2010) and Ioffe 2006 (probabilistic linear
/// discriminant analysis, doi:10.1007/11744085_41).
public struct StyleModel: Sendable, Equatable {
  /// Its name in reports: `all`, `text` (all but format), or that of its only channel.
  public let name: String
  /// The places in a fingerprint of the features that it sees.
  public let features: [Range<Int>]
  /// The axes.
  public let axes: Int
  /// The projection: `axes` values for each feature, in the order of `features`.
  public let projection: [Float]
  /// The projection of the background's mean.
  public let offset: [Double]
  /// The variance between models along each axis.
  public let between: [Double]
  /// The variance of a document of one model along each axis.
  public let noise: [Double]
  /// The exponent of length normalisation for the smallest suspects.
  public let normalization: Double
  /// The calibration of its score.
  public internal(set) var calibration: StyleCalibration

  /// The exponent that a model learned from many models has.
  public static let standardNormalization = 0.25

  /// A model.
  public init(
    name: String, features: [Range<Int>], axes: Int, projection: [Float], offset: [Double],
    between: [Double], noise: [Double], normalization: Double = standardNormalization,
    calibration: StyleCalibration
  ) {
    self.name = name
    self.features = features
    self.axes = axes
    self.projection = projection
    self.offset = offset
    self.between = between
    self.noise = noise
    self.normalization = normalization
    self.calibration = calibration
  }

  /// Where the documents of `sums` lie: `x = Σ w·y / Σ w`, projected, relative to the background.
  ///
  /// - Complexity: O(F · axes) for the features that occur.
  public func position(of sums: FeatureSums) -> StylePosition {
    var values = [Double](repeating: 0, count: axes)
    var row = 0
    for range in features {
      for feature in range {
        if sums.features[feature].rate > 0 {
          let rate = sums.meanRate(feature)
          let start = row * axes
          for axis in 0..<axes { values[axis] += rate * Double(projection[start + axis]) }
        }
        row += 1
      }
    }
    for axis in 0..<axes { values[axis] -= offset[axis] }
    return StylePosition(values: values, documents: Double(sums.documents))
  }

  /// The projection of one document, not relative to the background.
  ///
  /// - Complexity: O(f · axes) for the f features that it holds.
  public func projection(of row: DocumentRow) -> [Float] {
    var values = [Float](repeating: 0, count: axes)
    for (feature, rate) in zip(row.features, row.rates) {
      guard let place = place(of: Int(feature)) else { continue }
      let start = place * axes
      for axis in 0..<axes { values[axis] += rate * projection[start + axis] }
    }
    return values
  }

  private func place(of feature: Int) -> Int? {
    var before = 0
    for range in features {
      if range.contains(feature) { return before + feature - range.lowerBound }
      before += range.count
    }
    return nil
  }

  /// The exponent of length normalisation for a suspect of `documents` documents.
  ///
  /// A short suspect's distance from the background says little of its model, a long one's much: the
  /// exponent falls as the suspect grows.
  func normalizationExponent(documents: Double) -> Double {
    documents <= 25 ? normalization : normalization * ElementaryFunctions.power(25 / documents, 0.4)
  }

  /// The log likelihood ratio of the model, in nats, before calibration: a score and not evidence.
  ///
  /// With between-variance `e`, noise `v`, and `A = e + v/n_r`, `C = e + v/n_s`, after both positions
  /// are scaled towards the length that the model expects:
  ///
  ///     S = Σ e·a·b/D − a²(A/D − 1/C)/2 − b²(C/D − 1/A)/2 − ln(D/(A·C))/2,   D = A·C − e²
  ///
  /// - Complexity: O(axes).
  public func score(suspect: StylePosition, reference: StylePosition) -> Double {
    let exponent = normalizationExponent(documents: suspect.documents)
    var suspectLength = 0.0
    var referenceLength = 0.0
    for axis in 0..<axes {
      let c = between[axis] + noise[axis] / suspect.documents
      let a = between[axis] + noise[axis] / reference.documents
      suspectLength += suspect.values[axis] * suspect.values[axis] / c
      referenceLength += reference.values[axis] * reference.values[axis] / a
    }
    guard suspectLength > 0, referenceLength > 0 else { return 0 }
    let suspectScale = ElementaryFunctions.power(Double(axes) / suspectLength, exponent)
    let referenceScale = ElementaryFunctions.power(Double(axes) / referenceLength, exponent)
    var score = 0.0
    for axis in 0..<axes {
      let e = between[axis]
      let bigA = e + noise[axis] / reference.documents
      let bigC = e + noise[axis] / suspect.documents
      let a = suspect.values[axis] * suspectScale
      let b = reference.values[axis] * referenceScale
      let d = bigA * bigC - e * e
      score += e * a * b / d
      score -= a * a * (bigA / d - 1 / bigC) / 2
      score -= b * b * (bigC / d - 1 / bigA) / 2
      score -= ElementaryFunctions.naturalLogarithm(d / (bigA * bigC)) / 2
    }
    return score
  }
}
