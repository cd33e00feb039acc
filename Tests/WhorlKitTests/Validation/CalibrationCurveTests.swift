import Testing

@testable import WhorlKit

@Suite("The calibration curve")
struct CalibrationCurveTests {
  @Test("calibrated ratios bear themselves out")
  func calibrated() throws {
    let trials = try ValidationTestSets.calibratedGaussian(perKind: 4000, mean: 2, seed: 5)
    let curve = CalibrationCurve(trials)
    let pools = curve.pools.filter(\.borneOut.isFinite)
    let weight = pools.reduce(0.0) { $0 + Double($1.same + $1.different) }
    let error = pools.reduce(0.0) { sum, pool in
      let stated = (pool.lowestStated + pool.highestStated) / 2
      return sum + abs(stated - pool.borneOut) * Double(pool.same + pool.different)
    }
    #expect(pools.count > 10)
    #expect(error / weight < 0.15, "\(error / weight)")
  }

  @Test("ratios that claim ten times too much lie one below the diagonal")
  func overstated() throws {
    let honest = try ValidationTestSets.calibratedGaussian(perKind: 2000, mean: 2, seed: 5)
    let inflated = try ValidationTestSets.mapped(honest) { $0 + 2.302585092994046 }
    for (a, b) in zip(CalibrationCurve(honest).pools, CalibrationCurve(inflated).pools) {
      #expect(a.borneOut == b.borneOut)
      #expect(abs(b.lowestStated - a.lowestStated - 1) < 1e-9)
    }
  }

  @Test("pools rise, hold every trial once, and are infinite where they hold one kind")
  func pools() throws {
    for seed in [1, 2, 3] as [UInt64] {
      let trials = try TrialSet(ValidationTestSets.drawn(count: 300, seed: seed))
      let curve = CalibrationCurve(trials)
      #expect(curve.pools.reduce(0) { $0 + $1.same } == trials.sameCount)
      #expect(curve.pools.reduce(0) { $0 + $1.different } == trials.differentCount)
      for (a, b) in zip(curve.pools, curve.pools.dropFirst()) {
        #expect(a.highestStated < b.lowestStated && a.borneOut <= b.borneOut)
      }
      for pool in curve.pools { #expect((pool.same == 0 || pool.different == 0) == pool.borneOut.isInfinite) }
      #expect(abs(curve.bins.reduce(0) { $0 + $1.sameShare } - 1) < 1e-12)
      #expect(abs(curve.bins.reduce(0) { $0 + $1.differentShare } - 1) < 1e-12)
    }
  }

  @Test("infinite ratios make no pool")
  func infinite() throws {
    let curve = CalibrationCurve(
      try ValidationTestSets.set(same: [1, .infinity], different: [-.infinity, 0.5]))
    #expect(curve.pools.allSatisfy { $0.lowestStated.isFinite && $0.highestStated.isFinite })
    #expect(curve.bins.reduce(0) { $0 + $1.sameShare } == 0.5)
  }
}
