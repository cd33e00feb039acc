/// The data of a calibration plot: the likelihood ratios that were stated against those that the trials bear
/// out.
///
/// Trials are pooled by ``PoolAdjacentViolators`` in the order of what was stated for them, so that each
/// pool's own ratio, `(s/S) / (d/D)` for s of S same-source and d of D different-source trials, does not fall
/// as the stated one rises (Brümmer & du Preez 2006, doi:10.1016/j.csl.2005.08.001; the plot as in Morrison
/// et al. 2021, doi:10.1016/j.scijus.2021.02.002). Well calibrated ratios lie about the diagonal; pools at
/// the ends hold one kind only, and their ratio is infinite.
public struct CalibrationCurve: Sendable, Equatable {
  /// Trials that are pooled.
  public struct Pool: Sendable, Equatable {
    /// The least decimal logarithm of a ratio that was stated for one of them; finite.
    public let lowestStated: Double
    /// The largest; finite.
    public let highestStated: Double
    /// The decimal logarithm of the ratio that they bear out; infinite if they are of one kind.
    public let borneOut: Double
    /// Trials with the same source.
    public let same: Int
    /// Trials with different sources.
    public let different: Int
  }

  /// How many trials were given ratios of one size.
  public struct Bin: Sendable, Equatable {
    /// The least decimal logarithm of a ratio in it; bins are ``CalibrationCurve/binWidth`` wide.
    public let log10LR: Double
    /// The share of all same-source trials that is in it.
    public let sameShare: Double
    /// The share of all different-source trials.
    public let differentShare: Double
  }

  /// The width of a bin, in powers of ten.
  public static let binWidth = 0.25

  /// The pools by ascending ratio. Trials with infinite ratios count in the shares and make no pool.
  public let pools: [Pool]
  /// The bins that hold trials, ascending.
  public let bins: [Bin]

  /// The curve of `trials`, whose scores are natural logarithms of likelihood ratios.
  ///
  /// - Complexity: O(n).
  public init(_ trials: TrialSet) {
    let sameCount = Double(trials.sameCount)
    let differentCount = Double(trials.differentCount)
    let levels = trials.levels
    pools = PoolAdjacentViolators(trials).blocks.compactMap { block in
      let stated = levels[block.range].map { $0.score * ElementaryFunctions.log10e }.filter(\.isFinite)
      guard let lowest = stated.first, let highest = stated.last else { return nil }
      let (same, different) = (block.sum, block.weight - block.sum)
      let borneOut =
        same == 0
        ? -Double.infinity
        : different == 0
          ? .infinity
          : ElementaryFunctions.decimalLogarithm((same * differentCount) / (different * sameCount))
      return Pool(
        lowestStated: lowest, highestStated: highest, borneOut: borneOut, same: Int(same),
        different: Int(different))
    }
    var bins: [Bin] = []
    var index = levels.startIndex
    while index < levels.endIndex {
      let stated = levels[index].score * ElementaryFunctions.log10e
      guard stated.isFinite else {
        index += 1
        continue
      }
      let start = (stated / Self.binWidth).rounded(.down) * Self.binWidth
      var (same, different) = (0, 0)
      while index < levels.endIndex, levels[index].score * ElementaryFunctions.log10e < start + Self.binWidth
      {
        same += levels[index].same
        different += levels[index].different
        index += 1
      }
      bins.append(
        Bin(
          log10LR: start, sameShare: Double(same) / sameCount,
          differentShare: Double(different) / differentCount))
    }
    self.bins = bins
  }
}
