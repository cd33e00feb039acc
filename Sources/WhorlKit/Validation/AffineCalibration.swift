/// Weights that turn features of a comparison into a calibrated ln LR, fitted by logistic regression.
///
/// ```swift
/// // ln LR = a · score + b
/// let rows = trials.map { CalibrationRow(features: [$0.score, 1], isSame: $0.isSame) }
/// let calibration = try AffineCalibration(fitting: rows)
/// let naturalLogLR = calibration.naturalLogLR(of: [score, 1])
/// ```
///
/// Prior-weighted logistic regression (Brümmer & du Preez 2006, doi:10.1016/j.csl.2005.08.001; Brümmer et
/// al. 2007, doi:10.1109/TASL.2007.902870) with an effective prior of one half: the weights of each kind
/// are scaled to the sum ½. The prior odds are then 1, so that the fitted log-odds are ln LR themselves,
/// and the function minimised, in bits, is the Cllr of the training trials. With weight `w`, features `x`
/// and coefficients `θ` it is, in nats,
///
///     ½ Σ_same w ln(1 + e^(−θ·x)) / Σ_same w  +  ½ Σ_diff w ln(1 + e^(θ·x)) / Σ_diff w
///       +  ½ ridge Σ_j (r_j θ_j)²
///
/// where `r_j` is the root mean square of feature `j` with the same weights, so that the penalty does not
/// depend on units. The ridge keeps the coefficients finite if the kinds are separated perfectly, and
/// chooses the smallest ones if features depend on each other (as `t` and the constant do where all trials
/// have one length). At its default it is too small to matter otherwise.
///
/// Deterministic: rows are summed in the order given. Not robust: one mislabelled trial with an extreme
/// score can move the fit.
public struct AffineCalibration: Sendable, Equatable {
  /// One coefficient for each feature.
  public let coefficients: [Double]
  /// Whether the minimum was reached. If not, do not use the coefficients.
  public let converged: Bool
  /// The Newton steps taken.
  public let iterations: Int
  /// Whether no different-source trial has a larger fitted value than a same-source trial. The scale is
  /// then set by the ridge and not by the trials: cap the ratios by what their number supports.
  public let isSeparated: Bool
  /// Whether a coefficient was held at its bound.
  public let isAtBound: Bool
  /// The Cllr of the training trials, weighted, in bits. Too good, for they have been seen.
  public let trainingCost: Double

  /// The default strength of the penalty.
  public static let defaultRidge = 1e-6
  /// The default for the least number of trials of each kind.
  public static let defaultLeastTrials = 10

  /// The calibration that fits `rows`. O(n · d²) a step for n rows of d features, mostly below ten steps.
  ///
  /// Newton's method with step halving (iteratively reweighted least squares) from 0 until the Newton
  /// decrement is below 10⁻¹⁸, for at most 100 steps.
  ///
  /// - Parameters:
  ///   - rows: Trials of known truth, each with its features.
  ///   - ridge: The strength of the penalty, 0...1. With 0, trials without a finite or unique best fit throw.
  ///   - leastTrials: The least number of trials of each kind, at least 1.
  ///   - bound: A coefficient to hold at or above a number. If the free fit violates it, it is set to that
  ///     number and the others are fitted again, which is the exact constrained minimum, as the function is
  ///     convex.
  /// - Throws: ``CalibrationError``.
  public init(
    fitting rows: [CalibrationRow], ridge: Double = defaultRidge, leastTrials: Int = defaultLeastTrials,
    bound: CoefficientBound? = nil
  ) throws(CalibrationError) {
    guard (0...1).contains(ridge) else { throw .outOfRange(parameter: "ridge", value: ridge) }
    guard leastTrials >= 1 else {
      throw .outOfRange(parameter: "least number of trials", value: Double(leastTrials))
    }
    let loss = try LogisticLoss(rows, ridge: ridge, leastTrials: leastTrials)
    if let bound {
      guard loss.scales.indices.contains(bound.index) else {
        throw .outOfRange(parameter: "index of the bound", value: Double(bound.index))
      }
      guard (bound.minimum * loss.scales[bound.index]).isFinite else {
        throw .outOfRange(parameter: "bound", value: bound.minimum)
      }
    }

    var fit = loss.minimized(fixed: nil)
    var isAtBound = false
    if let bound {
      let minimum = bound.minimum * loss.scales[bound.index]
      if !(fit.coefficients[bound.index] >= minimum) {
        fit = loss.minimized(fixed: (bound.index, minimum))
        isAtBound = true
      }
    }
    isSeparated = loss.separates(fit.coefficients)
    if ridge == 0 {
      if isSeparated { throw .separated }
      if fit.isSingular { throw .dependentFeatures }
    }
    var coefficients = zip(fit.coefficients, loss.scales).map { $0 / $1 }
    // Scaling there and back may round below the bound.
    if let bound, isAtBound { coefficients[bound.index] = bound.minimum }
    self.coefficients = coefficients
    self.isAtBound = isAtBound
    converged = fit.converged
    iterations = fit.iterations
    trainingCost = loss.cost(fit.coefficients) / ElementaryFunctions.ln2
  }

  /// The natural logarithm of the likelihood ratio of a comparison: the sum of features times coefficients.
  /// O(d). Nil if there are not as many features as coefficients.
  public func naturalLogLR(of features: [Double]) -> Double? {
    guard features.count == coefficients.count else { return nil }
    return zip(features, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
