/// Weighted isotonic regression: the non-decreasing sequence nearest to given values in weighted
/// squares.
///
/// ```swift
/// let fit = try PoolAdjacentViolators(values: [1, 3, 2, 4])
/// fit.fitted  // [1, 2.5, 2.5, 4]
/// ```
///
/// The pool-adjacent-violators algorithm: Ayer, Brunk, Ewing, Reid & Silverman 1955,
/// doi:10.1214/aoms/1177728423. Values are read from left to right; a block whose mean is below that
/// of the block before it is merged with it. For labels 0 and 1 in the order of their scores the
/// result is also the best calibration that keeps the order, whatever the proper scoring rule
/// (Brümmer & du Preez 2006, doi:10.1016/j.csl.2005.08.001).
///
/// Invariants: ``fitted`` does not decrease, has the same weighted mean as the values (but for
/// rounding), and is left exactly as it is by a second fit.
public struct PoolAdjacentViolators: Sendable, Equatable {
  /// Neighbouring values that were pooled.
  public struct Block: Sendable, Equatable {
    /// The indices of the values.
    public internal(set) var range: Range<Int>
    /// Their weighted mean.
    public internal(set) var value: Double
    /// The sum of their weights.
    public internal(set) var weight: Double
    /// The weighted sum of the values; exact where values are counts.
    var sum: Double
  }

  /// The blocks from left to right. Neighbours may have equal values: only violators are merged.
  public let blocks: [Block]

  /// The fitted value of each input value. O(n).
  public var fitted: [Double] {
    var values: [Double] = []
    for block in blocks { values.append(contentsOf: repeatElement(block.value, count: block.range.count)) }
    return values
  }

  /// The fit to `values`. O(n).
  ///
  /// - Parameters:
  ///   - values: Finite numbers in the order in which the fit must not decrease.
  ///   - weights: A positive number for each value; nil for equal weights.
  /// - Throws: ``ValidationError`` for unequal counts, values or weighted sums that are not finite, and
  ///   weights that are not positive and finite.
  public init(values: [Double], weights: [Double]? = nil) throws(ValidationError) {
    if let weights, weights.count != values.count {
      throw .unequalCounts(values: values.count, weights: weights.count)
    }
    var blocks: [Block] = []
    var magnitude = 0.0
    var totalWeight = 0.0
    for (index, value) in values.enumerated() {
      let weight = weights?[index] ?? 1
      totalWeight += weight
      guard weight > 0, totalWeight.isFinite else { throw .invalidWeight(index: index) }
      let sum = value * weight
      magnitude += abs(sum)
      guard magnitude.isFinite else {
        throw value.isNaN ? .notANumber(index: index) : .notFinite(index: index)
      }
      Self.append(
        Block(range: index..<index + 1, value: value, weight: weight, sum: sum), to: &blocks)
    }
    self.blocks = blocks
  }

  /// The share of same-source trials as a function of the score, tied scores pooled from the start.
  /// O(n).
  ///
  /// Counts are whole numbers, so sums and comparisons are exact up to 2²⁶ trials a block.
  init(_ trials: TrialSet) { self.init(trials.distribution) }

  /// The same for a distribution.
  init(_ trials: ScoreDistribution) {
    var blocks: [Block] = []
    for (index, level) in trials.levels.enumerated() {
      let sum = Double(level.same)
      let weight = Double(level.same + level.different)
      Self.append(
        Block(range: index..<index + 1, value: sum / weight, weight: weight, sum: sum), to: &blocks)
    }
    self.blocks = blocks
  }

  /// Adds a block on the right and merges leftwards while it violates the order.
  private static func append(_ block: Block, to blocks: inout [Block]) {
    var block = block
    while let last = blocks.last, last.value > block.value {
      let sum = last.sum + block.sum
      let weight = last.weight + block.weight
      block = Block(
        range: last.range.lowerBound..<block.range.upperBound, value: sum / weight, weight: weight,
        sum: sum)
      blocks.removeLast()
    }
    blocks.append(block)
  }
}
