import Testing
import WhorlKit

/// Values of `Tests/Evaluation/validation_oracle.py`, which computes them by other formulas.
@Suite struct ValidationOracleTests {
  struct Expected: Sendable {
    let count: Int, seed: UInt64, sameCount: Int
    let area, equalErrorRate, onePercent, onePerMille, cost, minimum: Double
  }

  static let table = [
    Expected(
      count: 60, seed: 7, sameCount: 19, area: 0.7792041078305519, equalErrorRate: 0.2755102040816326,
      onePercent: 0.3157894736842105, onePerMille: 0.3157894736842105, cost: 0.8345271442681914,
      minimum: 0.6695184562339033),
    Expected(
      count: 400, seed: 11, sameCount: 110, area: 0.8251724137931035, equalErrorRate: 0.25446950710108607,
      onePercent: 0.19090909090909092, onePerMille: 0.16363636363636364, cost: 0.7410474460578966,
      minimum: 0.6943373021058525),
    Expected(
      count: 1500, seed: 13, sameCount: 325, area: 0.8141852700490998, equalErrorRate: 0.2609646697388633,
      onePercent: 0.23384615384615384, onePerMille: 0.19692307692307692, cost: 0.7644150810371557,
      minimum: 0.7149969739163453),
  ]

  @Test("measures are those of the oracle", arguments: table)
  func measures(expected: Expected) throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: expected.count, seed: expected.seed))
    #expect(set.sameCount == expected.sameCount)
    let roc = ROCSummary(set)
    #expect(isClose(roc.areaUnderCurve, expected.area))
    #expect(isClose(roc.equalErrorRate, expected.equalErrorRate))
    #expect(isClose(roc.truePositiveRateAtOnePercent, expected.onePercent))
    #expect(isClose(roc.truePositiveRateAtOnePerMille, expected.onePerMille))
    let cost = LogLikelihoodRatioCost(set)
    #expect(isClose(cost.total, expected.cost))
    #expect(isClose(cost.minimum, expected.minimum))
  }

  @Test(
    "coefficients are those of the oracle",
    arguments: [
      (1e-6, [0.8148080457829626, 0.06204433667000287, 0.2119083262109237, 0.06557088645351922]),
      (1e-2, [0.7361597726197798, 0.045226086300142236, 0.19050298547873515, 0.05494652455932404]),
    ])
  func coefficients(ridge: Double, expected: [Double]) throws {
    let rows = ValidationTestSets.drawn(count: 400, seed: 11).map { trial in
      let t = Double(trial.group % 4) - 1.5
      return CalibrationRow(
        features: [trial.score, trial.score * t, t, 1], isSame: trial.isSame,
        weight: 1 + Double(trial.group % 3))
    }
    let fit = try AffineCalibration(fitting: rows, ridge: ridge)
    #expect(fit.converged)
    #expect(zip(fit.coefficients, expected).allSatisfy { isClose($0, $1, within: 1e-11) })
  }

  @Test("the ends of an interval are those of the oracle")
  func interval() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 60, seed: 7))
    let interval = try BootstrapInterval(set, replicates: 150, level: 0.9, seed: 99) {
      ROCSummary($0).areaUnderCurve
    }
    #expect(isClose(interval.lower, 0.6751245063210226))
    #expect(isClose(interval.upper, 0.8955965909090909))
  }
}
