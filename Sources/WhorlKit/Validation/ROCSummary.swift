/// How well scores tell same-source from different-source trials, whatever their calibration.
///
/// All values depend on the order of the scores only: an increasing function of the scores changes
/// none. A threshold accepts the scores that are not below it.
public struct ROCSummary: Sendable, Equatable {
  /// The area under the ROC curve, 0...1: the probability that a random same-source trial outscores a
  /// random different-source trial, ties counted as one half (Mann & Whitney 1947,
  /// doi:10.1214/aoms/1177730491). 0.5 is chance.
  public let areaUnderCurve: Double
  /// The equal error rate, 0...0.5, on the convex hull of the ROC curve: the error rate at the point of
  /// the hull where the shares of missed same-source and of accepted different-source trials are equal
  /// (Brümmer 2010, "Measuring, refining and calibrating speaker and language information extracted
  /// from speech", PhD thesis, University of Stellenbosch).
  ///
  /// A point between two corners of the hull is reached by choosing between two thresholds at random.
  /// So defined, the rate is unique even with ties and never above 0.5: scores that are worse than
  /// chance are as good as none.
  public let equalErrorRate: Double
  /// The true-positive rate at a false-alarm rate of at most 1 %
  /// (``TrialSet/truePositiveRate(falseAlarmRateAtMost:)``).
  public let truePositiveRateAtOnePercent: Double
  /// The true-positive rate at a false-alarm rate of at most 0.1 %.
  public let truePositiveRateAtOnePerMille: Double
  /// The number of same-source trials.
  public let sameCount: Int
  /// The number of different-source trials.
  public let differentCount: Int

  /// The smallest false-alarm rate above 0 that these trials can show. A true-positive rate at a rate
  /// below it rests on no false alarm at all and is to be read with care.
  public var finestFalseAlarmRate: Double { 1 / Double(differentCount) }

  /// The summary of `trials`. O(n), since a set is kept in order.
  public init(_ trials: TrialSet) { self.init(trials.distribution) }

  /// The summary of a distribution that holds both kinds.
  init(_ trials: ScoreDistribution) {
    sameCount = trials.sameCount
    differentCount = trials.differentCount
    areaUnderCurve = Self.area(of: trials)
    equalErrorRate = Self.equalErrorRate(of: trials)
    truePositiveRateAtOnePercent = trials.truePositiveRate(falseAlarmRateAtMost: 0.01)
    truePositiveRateAtOnePerMille = trials.truePositiveRate(falseAlarmRateAtMost: 0.001)
  }

  /// In whole numbers but for the last division. Exact up to 2³¹ trials of each kind.
  private static func area(of trials: ScoreDistribution) -> Double {
    var twiceWins = 0
    var below = 0
    for level in trials.levels {
      twiceWins += level.same * (2 * below + level.different)
      below += level.different
    }
    return Double(twiceWins) / (2 * Double(trials.sameCount) * Double(trials.differentCount))
  }

  /// The blocks of pooled violators are the edges of the hull, from "accept all" to "accept none".
  private static func equalErrorRate(of trials: ScoreDistribution) -> Double {
    let sameCount = Double(trials.sameCount)
    let differentCount = Double(trials.differentCount)
    var missed = 0.0
    var rejected = 0.0
    var miss = 0.0
    var falseAlarm = 1.0
    for block in PoolAdjacentViolators(trials).blocks {
      missed += block.sum
      rejected += block.weight - block.sum
      let nextMiss = missed / sameCount
      let nextFalseAlarm = (differentCount - rejected) / differentCount
      if nextMiss >= nextFalseAlarm {
        let before = falseAlarm - miss
        let after = nextMiss - nextFalseAlarm
        return miss + (nextMiss - miss) * (before / (before + after))
      }
      miss = nextMiss
      falseAlarm = nextFalseAlarm
    }
    return miss
  }
}
