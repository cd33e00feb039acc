/// From a score of a ``StyleModel`` to a calibrated log likelihood ratio.
///
///     ln LR = (α + β·t + ε·t²)·g + γ·t + δ + ζ·t²,   g = asinh(S / 20),   t = ln(N / 25),   N = 5…largest size
///
/// fitted by prior-weighted logistic regression (``AffineCalibration``) on trials between models that
/// the score's model had not seen, weighted by `TrialWeights`. The inverse hyperbolic sine
/// is linear for small scores and logarithmic for large ones: far from the boundary a score grows faster
/// than what it is evidence of. The factor of `g` is positive over the whole range of N, or the squares are
/// left out, and if that does not help the fit is refused, so that more likeness is never less evidence.
///
/// What the trials cannot support is not claimed. log₁₀ LR is never above log₁₀ of the number of pairs of
/// different models, nor below minus log₁₀ of the number of models: one cannot vouch for an event to be
/// rarer than one in all that one has seen. And it is never above the largest `L` that the trials bear out:
/// of different models no more than `10^−L` may reach `L`, at any size of suspect and weighted in the same way, as
/// holds of any likelihood ratio (Royall 2000, "On the probability of observing misleading statistical evidence",
/// doi:10.1080/01621459.2000.10474264); the same below, for trials of one model. Siblings that write alike
/// lower the bound, and should.
public struct StyleCalibration: Sendable, Equatable {
  /// α, β, γ, δ, ε, ζ; without squares the first four.
  public let coefficients: [Double]
  /// Models that it rests on.
  public let models: Int
  /// Pairs of different models that it rests on.
  public let pairs: Int
  /// The smallest log₁₀ LR that is claimed.
  public let lowerBound: Double
  /// The largest log₁₀ LR that is claimed.
  public let upperBound: Double
  /// The largest suspect that it is fitted on, in documents; a larger one counts as of this size.
  public let largestSize: Int

  /// The sizes of suspect that it is fitted on.
  public static let sizes = [5, 10, 25, 100, 400]

  /// A calibration with these coefficients; without bounds, with those of the numbers of models and pairs.
  public init(
    coefficients: [Double], models: Int, pairs: Int, lowerBound: Double? = nil, upperBound: Double? = nil,
    largestSize: Int = 400
  ) {
    self.coefficients = coefficients
    self.models = models
    self.pairs = pairs
    self.largestSize = largestSize
    self.lowerBound = lowerBound ?? -ElementaryFunctions.decimalLogarithm(Double(max(models, 1)))
    self.upperBound = upperBound ?? ElementaryFunctions.decimalLogarithm(Double(max(pairs, 1)))
  }

  /// The calibration that fits `trials`.
  ///
  /// - Parameters:
  ///   - trials: Trials of known truth.
  ///   - excluded: Models that are to have no part in it.
  ///   - isCautious: Whether no LR is claimed that could mislead more than a fifth as often as it may, at 95
  ///     % confidence. If none of `n` pairs misleads, up to `3/n` may (Hanley & Lippman-Hand 1983, "If
  ///     nothing goes wrong, is everything all right?", doi:10.1001/jama.1983.03330370053031), so that log₁₀
  ///     LR is at most `log₁₀(n/15)`. Squares of t are left out as well.
  /// - Throws: ``CalibrationError`` if too few trials are left.
  /// - Complexity: O(n) in the trials, about ten times.
  public init(
    fitting trials: [CalibrationTrial], excluding excluded: Set<Int> = [], isCautious: Bool = false
  ) throws(CalibrationError) {
    let used = trials.filter { !excluded.contains($0.suspect) && !excluded.contains($0.reference) }
    let weights = TrialWeights(used)
    let largest = used.reduce(0) { max($0, $1.documents) }
    func fit(_ features: Int) throws(CalibrationError) -> [Double] {
      let rows = used.map { trial in
        let all = Self.features(score: trial.score, documents: Double(trial.documents), largest: largest)
        return CalibrationRow(
          features: features == all.count ? all : Array(all.prefix(features)), isSame: trial.isSame,
          weight: weights.weight(of: trial))
      }
      return try AffineCalibration(fitting: rows).coefficients
    }
    let cautious = ElementaryFunctions.decimalLogarithm(max(Double(weights.pairs) / 15, 1))
    func calibration(_ features: Int) throws(CalibrationError) -> StyleCalibration {
      StyleCalibration(
        coefficients: try fit(features), models: weights.models, pairs: weights.pairs,
        upperBound: isCautious ? cautious : nil, largestSize: largest)
    }
    var widest = try calibration(isCautious ? Self.linearFeatures : Self.allFeatures)
    if !widest.isMonotone, !isCautious { widest = try calibration(Self.linearFeatures) }
    self.init(
      coefficients: widest.coefficients, models: weights.models, pairs: weights.pairs,
      lowerBound: -widest.largestBorneOut(
        by: used.filter(\.isSame), weights, sign: -1, limit: -widest.lowerBound),
      upperBound: widest.largestBorneOut(
        by: used.filter { !$0.isSame }, weights, sign: 1, limit: widest.upperBound),
      largestSize: largest)
  }

  /// The largest strength `L ≤ limit`, in steps of 0.05, that no more than `10^−L` of `trials`, all of one truth, reach
  /// on the misleading side, at each size of suspect and for one mix of prompts as for two; 0 if there is none.
  private func largestBorneOut(
    by trials: [CalibrationTrial], _ weights: TrialWeights, sign: Double, limit: Double
  ) -> Double {
    var strengths: [TrialWeights.Condition: [(value: Double, share: Double)]] = [:]
    for trial in trials {
      let natural = naturalLogLR(score: trial.score, documents: Double(trial.documents))
      strengths[TrialWeights.Condition(trial), default: []].append(
        (sign * natural * ElementaryFunctions.log10e, weights.share(of: trial)))
    }
    var bound = limit
    while bound > 0 {
      let isBorneOut = strengths.values.allSatisfy { values in
        let reaching = values.reduce(0) { $1.value >= bound ? $0 + $1.share : $0 }
        // A sum of equal shares may be off in its last bits.
        return reaching <= ElementaryFunctions.power(10, -bound) * (1 + 1e-9)
      }
      if isBorneOut { return bound }
      bound -= 0.05
    }
    return 0
  }

  /// The features with and without squares.
  static let (allFeatures, linearFeatures) = (6, 4)

  /// Whether more likeness is more evidence at every size of suspect.
  public var isMonotone: Bool {
    var places = [Self.leastSize, largestSize].map { Self.logSize(Double($0), largest: largestSize) }
    let square = coefficients.count > 4 ? coefficients[4] : 0
    let lowest = square > 0 ? -coefficients[1] / (2 * square) : places[0]
    if (places[0]...max(places[0], places[1])).contains(lowest) { places.append(lowest) }
    return places.allSatisfy { coefficients[0] + coefficients[1] * $0 + square * $0 * $0 > 0 }
  }

  /// The calibrated log₁₀ LR of a score, capped.
  ///
  /// - Complexity: O(1).
  public func log10LR(score: Double, documents: Double) -> Double {
    let ratio = naturalLogLR(score: score, documents: documents) * ElementaryFunctions.log10e
    return min(max(ratio, lowerBound), upperBound)
  }

  /// The same before the caps, in nats.
  func naturalLogLR(score: Double, documents: Double) -> Double {
    zip(Self.features(score: score, documents: documents, largest: largestSize), coefficients).reduce(0) {
      $0 + $1.0 * $1.1
    }
  }

  /// The smallest suspect that it is fitted on; a smaller one counts as of this size.
  private static let leastSize = 5

  private static func logSize(_ documents: Double, largest: Int) -> Double {
    let documents = max(min(documents, Double(largest)), Double(leastSize))
    return ElementaryFunctions.naturalLogarithm(documents / 25)
  }

  private static func features(score: Double, documents: Double, largest: Int) -> [Double] {
    let g = ElementaryFunctions.inverseHyperbolicSine(score / 20)
    let t = logSize(documents, largest: largest)
    return [g, g * t, t, 1, g * t * t, t * t]
  }
}
