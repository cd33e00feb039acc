import Testing
import WhorlKit

@Suite struct PoolAdjacentViolatorsTests {
  @Test(
    "examples worked by hand",
    arguments: [
      ([1, 3, 2, 4], [1, 1, 1, 1], [1, 2.5, 2.5, 4]),
      ([3, 2, 1], [1, 1, 1], [2, 2, 2]),
      ([1, 2, 3], [5, 1, 2], [1, 2, 3]),
      // Weights count: (3 · 4 + 1 · 0) / 4.
      ([4, 0], [3, 1], [3, 3]),
      // A late small value reaches back over blocks made before.
      ([2, 3, 2, 0, 5], [1, 1, 1, 1, 1], [1.75, 1.75, 1.75, 1.75, 5]),
      ([0, 1, 0, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1, 1], [0, 0.5, 0.5, 2.0 / 3, 2.0 / 3, 2.0 / 3, 1]),
      ([], [], []),
      ([7], [2], [7]),
    ] as [([Double], [Double], [Double])])
  func worked(values: [Double], weights: [Double], expected: [Double]) throws {
    #expect(try PoolAdjacentViolators(values: values, weights: weights).fitted == expected)
  }

  static func drawn(seed: UInt64) -> (values: [Double], weights: [Double]) {
    var generator = SplitMix64(seed: seed)
    let values = (0..<30).map { Double($0) / 10 + 3 * ValidationTestSets.uniform(&generator) }
    return (values, values.map { _ in 0.1 + ValidationTestSets.uniform(&generator) })
  }

  @Test("the fit is that of the max-min formula", arguments: [1, 2, 3, 4])
  func twin(seed: UInt64) throws {
    let (values, weights) = Self.drawn(seed: seed)
    let fitted = try PoolAdjacentViolators(values: values, weights: weights).fitted
    let expected = ValidationTestSets.maxMinIsotonic(values, weights)
    #expect(zip(fitted, expected).allSatisfy { isClose($0, $1) })
  }

  @Test("the fit does not decrease, keeps the weighted mean and does not change again", arguments: 5...8)
  func laws(seed: Int) throws {
    let (values, weights) = Self.drawn(seed: UInt64(seed))
    let fit = try PoolAdjacentViolators(values: values, weights: weights)
    #expect(zip(fit.fitted, fit.fitted.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(fit.blocks.count < values.count)
    let sum = { (numbers: [Double]) in zip(numbers, weights).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(isClose(sum(fit.fitted), sum(values)))
    #expect(isClose(fit.blocks.reduce(0) { $0 + $1.weight }, weights.reduce(0, +)))
    #expect(try PoolAdjacentViolators(values: fit.fitted, weights: weights).fitted == fit.fitted)
  }

  @Test("a weight of 2 is the value twice")
  func repetition() throws {
    let weighted = try PoolAdjacentViolators(values: [2, 5, 1, 4], weights: [1, 2, 1, 1]).fitted
    let repeated = try PoolAdjacentViolators(values: [2, 5, 5, 1, 4]).fitted
    #expect(weighted == [repeated[0], repeated[1], repeated[3], repeated[4]])
  }

  @Test(
    "what cannot be pooled is refused with its place",
    arguments: [
      ([1, .nan], nil, .notANumber(index: 1)),
      ([1, .infinity], nil, .notFinite(index: 1)),
      ([1e200, 1], [1e200, 1], .notFinite(index: 0)),
      ([1, 2], [1, 0], .invalidWeight(index: 1)),
      ([1, 2], [-1, 1], .invalidWeight(index: 0)),
      ([1, 2], [.nan, 1], .invalidWeight(index: 0)),
      ([1, 2], [1, .infinity], .invalidWeight(index: 1)),
      ([1, 2], [1], .unequalCounts(values: 2, weights: 1)),
    ] as [([Double], [Double]?, ValidationError)])
  func refused(values: [Double], weights: [Double]?, error: ValidationError) {
    #expect(throws: error) { try PoolAdjacentViolators(values: values, weights: weights) }
  }
}
