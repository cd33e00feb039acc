/// The cost of a set of likelihood ratios, Cllr, and how much of it better calibration would save.
///
/// ```swift
/// let cost = LogLikelihoodRatioCost(trials)  // scores are ln LR
/// cost.total            // 0.13 bits, say
/// cost.calibrationLoss  // the part that a better calibration would save
/// ```
///
/// Brümmer & du Preez 2006, doi:10.1016/j.csl.2005.08.001:
///
///     Cllr = ½ · mean over same of log₂(1 + 1/LR)  +  ½ · mean over different of log₂(1 + LR)
///
/// in bits. 0 is perfect; 1 is what LR = 1 for every trial costs, which says nothing; above 1 the
/// ratios mislead and nothing would be better. Both kinds count one half each, whatever their numbers.
///
/// ``minimum`` is the cost after the best calibration that keeps the order of the scores, found with
/// the labels by ``PoolAdjacentViolators``, ties pooled. As calibration it is unattainable (it has
/// seen the labels); as a measure it shows discrimination alone, and depends on the order only. A pool
/// of one kind gets an infinite LR on the right side of 1, which costs nothing: the minimum is always
/// finite, and at most 1.
public struct LogLikelihoodRatioCost: Sendable, Equatable {
  /// Cllr, in bits. Infinite if an infinite ratio is on the wrong side.
  public let total: Double
  /// Cllr-min, in bits, 0...1.
  public let minimum: Double
  /// The mean cost of same-source trials, in bits: ``total`` is the mean of the two.
  public let sameCost: Double
  /// The mean cost of different-source trials, in bits.
  public let differentCost: Double

  /// Cllr-cal, in bits: ``total`` − ``minimum``, what is lost by calibration. Never negative; what
  /// rounding leaves below 0 is 0.
  public var calibrationLoss: Double { max(0, total - minimum) }

  /// The costs of `trials`, whose scores are natural logarithms of likelihood ratios. O(n).
  public init(_ trials: TrialSet) {
    let sameCount = Double(trials.sameCount)
    let differentCount = Double(trials.differentCount)

    var same = 0.0
    var different = 0.0
    for level in trials.levels {
      if level.same > 0 { same += Double(level.same) * ElementaryFunctions.softplus(-level.score) }
      if level.different > 0 {
        different += Double(level.different) * ElementaryFunctions.softplus(level.score)
      }
    }
    sameCost = same / sameCount / ElementaryFunctions.ln2
    differentCost = different / differentCount / ElementaryFunctions.ln2
    total = (sameCost + differentCost) / 2

    minimum = Self.minimum(of: trials.distribution)
  }

  /// Cllr-min, in bits, of a distribution that holds both kinds. O(n).
  static func minimum(of trials: ScoreDistribution) -> Double {
    let sameCount = Double(trials.sameCount)
    let differentCount = Double(trials.differentCount)
    var minimum = 0.0
    for block in PoolAdjacentViolators(trials).blocks {
      let s = block.sum
      let d = block.weight - block.sum
      if s == 0 || d == 0 { continue }
      // Posterior odds s/d over prior odds: the ratio that is calibrated for this pool.
      let ratio = (s * differentCount) / (d * sameCount)
      minimum += s / sameCount * ElementaryFunctions.naturalLogarithm(onePlus: 1 / ratio)
      minimum += d / differentCount * ElementaryFunctions.naturalLogarithm(onePlus: ratio)
    }
    return min(1, minimum / 2 / ElementaryFunctions.ln2)
  }
}
