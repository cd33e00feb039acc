/// How many trials of each kind have which score: all that measures of discrimination look at.
struct ScoreDistribution: Sendable, Equatable {
  /// The distinct scores, ascending, with their counts.
  let levels: [ScoreLevel]
  /// The sum of the same-source counts.
  let sameCount: Int
  /// The sum of the different-source counts.
  let differentCount: Int

  /// The largest share of same-source trials that any threshold accepts while it accepts at most the share
  /// `falseAlarmRate` of the others; see ``TrialSet/truePositiveRate(falseAlarmRateAtMost:)``. O(n).
  func truePositiveRate(falseAlarmRateAtMost falseAlarmRate: Double) -> Double {
    let total = Double(differentCount)
    var hits = 0
    var falseAlarms = 0
    for level in levels.reversed() {
      // A quotient, not a product: the rate 0.29 of 100 trials is 29 exactly, 0.29 · 100 is less.
      if Double(falseAlarms + level.different) / total > falseAlarmRate { break }
      falseAlarms += level.different
      hits += level.same
    }
    return Double(hits) / Double(sameCount)
  }
}
