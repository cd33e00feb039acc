/// A percentile interval of a statistic, from resampled groups of trials.
///
/// ```swift
/// let interval = try BootstrapInterval(trials, seed: 1) { LogLikelihoodRatioCost($0).total }
/// interval.lower  // 2.5 % of the resampled costs are below
/// ```
///
/// Efron 1979, doi:10.1214/aos/1176344552, with whole groups (models) drawn with replacement: trials of
/// one model stand and fall together, and an interval from single trials would be far too narrow. The
/// interval says how the statistic would vary with another draw of *models* from the same population. It
/// says nothing about another domain. Each trial belongs to one group; if different-source trials share
/// the model on their other side as well, that dependence is not resampled and the interval is still
/// somewhat too narrow.
///
/// The same seed gives the same interval: draws come from ``SplitMix64``.
public struct BootstrapInterval: Sendable, Equatable {
  /// The statistic of the trials themselves.
  public let estimate: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The share of replicates that the interval covers, such as 0.95.
  public let level: Double
  /// The number of groups.
  public let groupCount: Int
  /// The number of replicates that the ends are quantiles of.
  public let replicates: Int
  /// The number of replicates that were left out, because a kind of trial was missing or the statistic
  /// was NaN. Many of them mean that there are too few groups.
  public let discardedReplicates: Int
  /// The seed.
  public let seed: UInt64

  /// The interval of `statistic`. O(replicates · n), without sorting trials again, and the statistic's
  /// own time for each replicate.
  ///
  /// - Parameters:
  ///   - trials: The trials, in groups that are drawn as a whole.
  ///   - replicates: How many sets to draw, at least `2 / (1 − level)`: 40 for 0.95.
  ///   - level: The share that the interval covers, above 0 and below 1.
  ///   - seed: Decides the draws.
  ///   - statistic: A number for a set; NaN where it is not defined.
  /// - Throws: ``ValidationError`` for parameters out of range, less than two groups, or if less than half
  ///   of the replicates are usable.
  public init(
    _ trials: TrialSet, replicates: Int = 1000, level: Double = 0.95, seed: UInt64,
    statistic: (TrialSet) -> Double
  ) throws(ValidationError) {
    guard level > 0, level < 1 else { throw .outOfRange(parameter: "level", value: level) }
    // The margin forgives the rounding of 1 − level.
    guard Double(replicates) * (1 - level) / 2 > 1 - 1e-9 else {
      throw .outOfRange(parameter: "number of replicates", value: Double(replicates))
    }
    let (groupOfTrial, groupCount) = Self.denseGroups(trials.trials)
    guard groupCount >= 2 else { throw .tooFewGroups(found: groupCount, required: 2) }

    var generator = SplitMix64(seed: seed)
    var values: [Double] = []
    for _ in 0..<replicates {
      var multiplicity = [Int](repeating: 0, count: groupCount)
      for _ in 0..<groupCount { multiplicity[generator.index(below: groupCount)] += 1 }
      var drawn: [Trial] = []
      drawn.reserveCapacity(trials.trials.count)
      for (trial, group) in zip(trials.trials, groupOfTrial) {
        for _ in 0..<multiplicity[group] { drawn.append(trial) }
      }
      let set = TrialSet(ascending: drawn)
      if set.sameCount == 0 || set.differentCount == 0 { continue }
      let value = statistic(set)
      if !value.isNaN { values.append(value) }
    }
    guard 2 * values.count >= replicates else {
      throw .tooFewReplicates(usable: values.count, requested: replicates)
    }
    values.sort()
    estimate = statistic(trials)
    lower = Self.quantile(values, (1 - level) / 2)
    upper = Self.quantile(values, 1 - (1 - level) / 2)
    self.level = level
    self.groupCount = groupCount
    self.replicates = values.count
    discardedReplicates = replicates - values.count
    self.seed = seed
  }

  /// The groups of the trials, numbered from 0 in ascending order.
  private static func denseGroups(_ trials: [Trial]) -> (groups: [Int], count: Int) {
    let order = trials.indices.sorted { trials[$0].group < trials[$1].group }
    var groups = [Int](repeating: 0, count: trials.count)
    var count = 0
    var previous: Int?
    for index in order {
      if trials[index].group != previous { count += 1 }
      previous = trials[index].group
      groups[index] = count - 1
    }
    return (groups, count)
  }

  /// The quantile by linear interpolation between order statistics, definition 7 of Hyndman & Fan 1996,
  /// doi:10.2307/2684934. Beside an infinite value the nearer one is taken.
  static func quantile(_ ascending: [Double], _ p: Double) -> Double {
    let position = p * Double(ascending.count - 1)
    let index = min(max(Int(position), 0), ascending.count - 1)
    let low = ascending[index]
    let high = ascending[min(index + 1, ascending.count - 1)]
    let fraction = position - Double(index)
    guard low.isFinite, high.isFinite else { return fraction < 0.5 ? low : high }
    return low + (high - low) * fraction
  }
}
