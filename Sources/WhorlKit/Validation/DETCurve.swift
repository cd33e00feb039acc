/// The data of a detection error trade-off plot: the two error rates at each threshold, on axes that
/// make Gaussian scores a straight line.
///
/// Martin, Doddington, Kamm, Ordowski & Przybocki 1997, "The DET curve in assessment of detection task
/// performance", Eurospeech. Each axis is the ``StandardNormal/quantile(_:)`` of a rate.
public struct DETCurve: Sendable, Equatable {
  /// A threshold with its errors.
  public struct Point: Sendable, Equatable {
    /// The threshold; scores that are not below it are accepted. Finite.
    public let threshold: Double
    /// The share of different-source trials that are accepted.
    public let falseAlarmRate: Double
    /// The share of same-source trials that are not.
    public let missRate: Double
    /// ``falseAlarmRate`` in standard deviations of a normal distribution.
    public let falseAlarmProbit: Double
    /// ``missRate`` in standard deviations of a normal distribution.
    public let missProbit: Double
  }

  /// The points by ascending threshold, each exact.
  ///
  /// Thresholds at which either rate is 0 or 1 are left out, because they lie at infinity: scores that
  /// separate the kinds perfectly have an empty curve.
  public let points: [Point]

  /// The curve of `trials`. O(n).
  ///
  /// - Parameters:
  ///   - trials: Trials of known truth.
  ///   - maximumPoints: The most points to keep, at least 2: evenly spaced along the drawn curve, always with
  ///     the first and the last.
  /// - Throws: ``ValidationError/outOfRange(parameter:value:)`` for less than 2 points.
  public init(_ trials: TrialSet, maximumPoints: Int = 512) throws(ValidationError) {
    guard maximumPoints >= 2 else {
      throw .outOfRange(parameter: "number of points", value: Double(maximumPoints))
    }
    var all: [Point] = []
    var positions: [Double] = []
    var missed = 0
    var accepted = trials.differentCount
    for level in trials.levels {
      if missed > 0, accepted > 0, accepted < trials.differentCount, level.score.isFinite {
        let miss = Double(missed) / Double(trials.sameCount)
        let falseAlarm = Double(accepted) / Double(trials.differentCount)
        let point = Point(
          threshold: level.score, falseAlarmRate: falseAlarm, missRate: miss,
          falseAlarmProbit: StandardNormal.quantile(falseAlarm),
          missProbit: StandardNormal.quantile(miss))
        all.append(point)
        positions.append(point.missProbit - point.falseAlarmProbit)
      }
      missed += level.same
      accepted -= level.different
    }
    points = CurveThinning.indices(positions: positions, maximum: maximumPoints).map { all[$0] }
  }
}
