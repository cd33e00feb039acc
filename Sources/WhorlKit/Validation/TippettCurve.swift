/// The data of a Tippett plot: for each likelihood ratio, the shares of same-source and of
/// different-source trials that reach it.
///
/// Both shares fall with the ratio. A good system has the two curves far apart, the one of
/// different-source trials low at LR = 1 (log₁₀ LR = 0) and to the right of it, the other high there.
public struct TippettCurve: Sendable, Equatable {
  /// A point of both curves.
  public struct Point: Sendable, Equatable {
    /// The decimal logarithm of the likelihood ratio; finite.
    public let log10LR: Double
    /// The share of same-source trials whose ratio is not below it.
    public let sameRate: Double
    /// The share of different-source trials whose ratio is not below it.
    public let differentRate: Double
  }

  /// The points by ascending ratio. Each is exact, at the ratio of a trial; between two trials the
  /// curves are steps, and above the last point what remains are infinite ratios.
  ///
  /// Trials with infinite ratios count in the shares but make no point.
  public let points: [Point]
  /// The share of same-source trials with LR < 1: evidence that points the wrong way.
  public let misleadingSameRate: Double
  /// The share of different-source trials with LR > 1.
  public let misleadingDifferentRate: Double

  /// The curves of `trials`, whose scores are natural logarithms of likelihood ratios. O(n).
  ///
  /// - Parameters:
  ///   - trials: Trials of known truth.
  ///   - maximumPoints: The most points to keep, at least 2: evenly spaced in the two shares, always with the
  ///     first and the last.
  /// - Throws: ``ValidationError/outOfRange(parameter:value:)`` for less than 2 points.
  public init(_ trials: TrialSet, maximumPoints: Int = 512) throws(ValidationError) {
    guard maximumPoints >= 2 else {
      throw .outOfRange(parameter: "number of points", value: Double(maximumPoints))
    }
    let sameCount = Double(trials.sameCount)
    let differentCount = Double(trials.differentCount)
    var all: [Point] = []
    var positions: [Double] = []
    var same = trials.sameCount
    var different = trials.differentCount
    var misleadingSame = 0
    var misleadingDifferent = 0
    for level in trials.levels {
      let point = Point(
        log10LR: level.score * ElementaryFunctions.log10e, sameRate: Double(same) / sameCount,
        differentRate: Double(different) / differentCount)
      if point.log10LR.isFinite {
        all.append(point)
        positions.append(2 - point.sameRate - point.differentRate)
      }
      same -= level.same
      different -= level.different
      if level.score < 0 { misleadingSame += level.same }
      if level.score > 0 { misleadingDifferent += level.different }
    }
    points = CurveThinning.indices(positions: positions, maximum: maximumPoints).map { all[$0] }
    misleadingSameRate = Double(misleadingSame) / sameCount
    misleadingDifferentRate = Double(misleadingDifferent) / differentCount
  }
}
