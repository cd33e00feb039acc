import Testing
import WhorlKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct LogLikelihoodRatioCostTests {
  /// Cllr as it is printed in textbooks, from the ratios themselves.
  static func textbook(same: [Double], different: [Double]) -> Double {
    let s = same.reduce(0) { $0 + log2(1 + 1 / exp($1)) } / Double(same.count)
    let d = different.reduce(0) { $0 + log2(1 + exp($1)) } / Double(different.count)
    return (s + d) / 2
  }

  @Test("ratios of 1 cost one bit")
  func neutral() throws {
    let cost = LogLikelihoodRatioCost(
      try ValidationTestSets.set(same: [0, 0, 0], different: [0, 0, 0, 0, 0]))
    #expect(isClose(cost.total, 1) && isClose(cost.minimum, 1))
    #expect(isClose(cost.calibrationLoss, 0))
  }

  @Test("strong and right ratios cost next to nothing, infinite ones nothing")
  func perfect() throws {
    let strong = LogLikelihoodRatioCost(try ValidationTestSets.set(same: [40, 50], different: [-40]))
    #expect(strong.total > 0 && strong.total < 1e-16)
    #expect(strong.minimum == 0)
    let infinite = LogLikelihoodRatioCost(
      try ValidationTestSets.set(same: [.infinity], different: [-.infinity]))
    #expect(infinite.total == 0 && infinite.minimum == 0)
  }

  @Test("an infinite ratio on the wrong side costs infinitely much, and its minimum stays finite")
  func infinitelyWrong() throws {
    let cost = LogLikelihoodRatioCost(
      try ValidationTestSets.set(same: [-.infinity, 3], different: [-2, -1]))
    #expect(cost.total == .infinity && cost.calibrationLoss == .infinity)
    #expect(cost.differentCost < 1)
    // The wrong trial is pooled with both others: the ratio of that pool is (1/2) / (2/2) = 1/2.
    #expect(isClose(cost.minimum, 0.25 * log2(3) + 0.5 * log2(1.5)))
  }

  @Test("huge ratios on the wrong side do not overflow")
  func huge() throws {
    let cost = LogLikelihoodRatioCost(try ValidationTestSets.set(same: [-5000], different: [5000]))
    #expect(isClose(cost.total, 5000 / log(2)))
    #expect(isClose(cost.minimum, 1))
  }

  @Test(
    "the cost is that of the textbook formula",
    arguments: [
      ([1, 2], [-1]), ([-0.5, 0.25, 3], [-2, 1, 0, 4]), ([log(9)], [log(0.25), log(2)]),
    ] as [([Double], [Double])])
  func formula(same: [Double], different: [Double]) throws {
    let cost = LogLikelihoodRatioCost(try ValidationTestSets.set(same: same, different: different))
    #expect(isClose(cost.total, Self.textbook(same: same, different: different)))
    #expect(isClose(cost.total, (cost.sameCost + cost.differentCost) / 2))
  }

  @Test("a cost worked by hand: LR 3 for a same-source trial, 1/7 and 1 for the others")
  func worked() throws {
    let cost = LogLikelihoodRatioCost(
      try ValidationTestSets.set(same: [log(3)], different: [-log(7), 0]))
    // log2(4/3), and (log2(8/7) + 1) / 2.
    #expect(isClose(cost.sameCost, 0.4150374992788438))
    #expect(isClose(cost.differentCost, (0.19264507794239594 + 1) / 2))
  }

  @Test("a minimum worked by hand: one exchange in the middle")
  func workedMinimum() throws {
    // Labels in order D S D S: the middle is pooled, its ratio is 1 and each half of the trials costs 1.
    let cost = LogLikelihoodRatioCost(try ValidationTestSets.set(same: [2, 4], different: [1, 3]))
    #expect(isClose(cost.minimum, 0.5))
  }

  @Test("the minimum is not above the cost, nor above 1, nor changed by increasing maps", arguments: 1...5)
  func laws(seed: Int) throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 250, seed: UInt64(seed)))
    let cost = LogLikelihoodRatioCost(set)
    #expect(cost.minimum < cost.total && cost.minimum < 1)
    #expect(isClose(cost.calibrationLoss, cost.total - cost.minimum))
    for map in [{ 5 * $0 - 20 }, { 0.01 * $0 }, { $0 * $0 * $0 }] as [(Double) -> Double] {
      let other = LogLikelihoodRatioCost(try ValidationTestSets.mapped(set, map))
      #expect(other.minimum == cost.minimum)
      #expect(other.total != cost.total && other.total >= other.minimum)
    }
  }

  @Test("calibrated Gaussian ratios cost what integration says", arguments: [0.5, 2, 6])
  func theory(mean: Double) throws {
    // By symmetry the cost is the mean of log2(1 + e^-x) over x normal with mean m and variance 2m.
    let deviation = (2 * mean).squareRoot()
    let step = 1.0 / 512
    var expected = 0.0
    for index in -5120...5120 {
      let z = Double(index) * step
      expected += exp(-z * z / 2) * log2(1 + exp(-(mean + deviation * z)))
    }
    expected *= step / (2 * Double.pi).squareRoot()
    let cost = LogLikelihoodRatioCost(
      try ValidationTestSets.calibratedGaussian(perKind: 4000, mean: mean, seed: 17))
    #expect(abs(cost.total - expected) < 0.002)
    // Nothing but the noise of the pools is left to gain.
    #expect(cost.calibrationLoss < 0.006)
  }
}
