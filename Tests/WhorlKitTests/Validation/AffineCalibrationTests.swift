import Testing
import WhorlKit

@Suite struct AffineCalibrationTests {
  static func rows(_ set: TrialSet, weight: Double = 1) -> [CalibrationRow] {
    set.trials.map { CalibrationRow(features: [$0.score, 1], isSame: $0.isSame, weight: weight) }
  }

  @Test("the parameters of simulated Gaussian scores are recovered", arguments: [(0.5, 1.0), (3, -2)])
  func recovery(slope: Double, offset: Double) throws {
    let set = try ValidationTestSets.calibratedGaussian(perKind: 2000, mean: 2, seed: 31)
    let scores = try ValidationTestSets.mapped(set) { ($0 - offset) / slope }
    let fit = try AffineCalibration(fitting: Self.rows(scores))
    #expect(fit.converged && !fit.isSeparated && !fit.isAtBound && fit.iterations < 15)
    #expect(abs(fit.coefficients[0] / slope - 1) < 0.02)
    #expect(abs(fit.coefficients[1] - offset) < 0.02)
    #expect(isClose(fit.naturalLogLR(of: [2, 1]) ?? 0, 2 * fit.coefficients[0] + fit.coefficients[1]))
  }

  @Test("the four coefficients of ln LR = α·S + β·S·t + γ·t + δ are recovered")
  func lengths() throws {
    // Scores whose separation grows with t, scaled so that they are not calibrated.
    let truth = [0.8, -0.2, 0.5, 0.3]
    var rows: [CalibrationRow] = []
    for t in [-1.0, 0, 1] {
      let set = try ValidationTestSets.calibratedGaussian(perKind: 1000, mean: 2 + t, seed: 77)
      rows += set.trials.map { trial in
        let score = (trial.score - truth[2] * t - truth[3]) / (truth[0] + truth[1] * t)
        return CalibrationRow(features: [score, score * t, t, 1], isSame: trial.isSame)
      }
    }
    let fit = try AffineCalibration(fitting: rows)
    #expect(fit.converged)
    #expect(zip(fit.coefficients, truth).allSatisfy { abs($0 - $1) < 0.03 })
  }

  @Test("the fit costs no more than any near it, and as much as its own Cllr says")
  func optimal() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 400, seed: 11))
    let fit = try AffineCalibration(fitting: Self.rows(set))
    let cost = { (a: Double, b: Double) in
      LogLikelihoodRatioCost(try ValidationTestSets.mapped(set) { a * $0 + b }).total
    }
    let (a, b) = (fit.coefficients[0], fit.coefficients[1])
    #expect(isClose(fit.trainingCost, try cost(a, b)))
    for (da, db) in [(0.02, 0), (-0.02, 0), (0, 0.02), (0, -0.02), (0.02, -0.02)] {
      #expect(try cost(a + da, b + db) > fit.trainingCost)
    }
    let total = LogLikelihoodRatioCost(set)
    #expect(fit.trainingCost < total.total && fit.trainingCost > total.minimum)
  }

  @Test("copies of the trials of one kind, and scaled weights, change nothing")
  func priorWeighting() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 12))
    let rows = Self.rows(set)
    let fit = try AffineCalibration(fitting: rows)
    let copies = try AffineCalibration(fitting: rows + rows.filter(\.isSame) + rows.filter(\.isSame))
    let heavy = try AffineCalibration(fitting: Self.rows(set, weight: 1000))
    for other in [copies, heavy] {
      #expect(zip(fit.coefficients, other.coefficients).allSatisfy { isClose($0, $1, within: 1e-9) })
    }
  }

  @Test("a weight of 2 is the trial twice")
  func repetition() throws {
    let rows = Self.rows(try TrialSet(ValidationTestSets.drawn(count: 200, seed: 14)))
    let weighted = rows.enumerated().map { index, row in
      CalibrationRow(features: row.features, isSame: row.isSame, weight: index % 3 == 0 ? 2 : 1)
    }
    let repeated = rows.enumerated().flatMap { $0 % 3 == 0 ? [$1, $1] : [$1] }
    let (a, b) = try (AffineCalibration(fitting: weighted), AffineCalibration(fitting: repeated))
    #expect(zip(a.coefficients, b.coefficients).allSatisfy { isClose($0, $1, within: 1e-9) })
  }

  @Test("units of a feature scale its coefficient, and nothing else", arguments: [1e-6, 1e6])
  func units(factor: Double) throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 15))
    let fit = try AffineCalibration(fitting: Self.rows(set), ridge: 0.01)
    let other = try AffineCalibration(
      fitting: Self.rows(ValidationTestSets.mapped(set) { $0 * factor }), ridge: 0.01)
    #expect(isClose(other.coefficients[0] * factor, fit.coefficients[0], within: 1e-9))
    #expect(isClose(other.coefficients[1], fit.coefficients[1], within: 1e-9))
  }

  @Test("separated trials have finite coefficients and say so")
  func separated() throws {
    let set = try ValidationTestSets.set(
      same: (1...12).map(Double.init), different: (1...12).map { -Double($0) })
    let fit = try AffineCalibration(fitting: Self.rows(set))
    #expect(fit.isSeparated && fit.converged)
    #expect(fit.coefficients.allSatisfy(\.isFinite) && fit.coefficients[0] > 1)
    let stronger = try AffineCalibration(fitting: Self.rows(set), ridge: 0.1)
    #expect(stronger.coefficients[0] > 0 && stronger.coefficients[0] < fit.coefficients[0])
    #expect(throws: CalibrationError.separated) {
      try AffineCalibration(fitting: Self.rows(set), ridge: 0)
    }
  }

  @Test("trials that touch in one score are separated as well")
  func quasiSeparated() throws {
    let set = try ValidationTestSets.set(
      same: (0...12).map(Double.init), different: (0...12).map { -Double($0) })
    #expect(throws: CalibrationError.separated) {
      try AffineCalibration(fitting: Self.rows(set), ridge: 0)
    }
  }

  @Test("scores that say nothing give ratios of 1 and are not separated")
  func useless() throws {
    let scores = (0..<20).map { Double($0 % 5) }
    let fit = try AffineCalibration(
      fitting: Self.rows(ValidationTestSets.set(same: scores, different: scores)))
    #expect(fit.coefficients.allSatisfy { abs($0) < 1e-12 } && !fit.isSeparated)
    #expect(isClose(fit.trainingCost, 1))
  }

  @Test("dependent features are shared by the ridge and refused without one")
  func dependent() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 16))
    let rows = set.trials.map { CalibrationRow(features: [$0.score, 3, 1], isSame: $0.isSame) }
    let fit = try AffineCalibration(fitting: rows)
    let plain = try AffineCalibration(fitting: Self.rows(set))
    #expect(fit.converged)
    #expect(isClose(fit.coefficients[0], plain.coefficients[0], within: 1e-5))
    #expect(
      isClose(3 * fit.coefficients[1] + fit.coefficients[2], plain.coefficients[1], within: 1e-5))
    #expect(throws: CalibrationError.dependentFeatures) {
      try AffineCalibration(fitting: rows, ridge: 0)
    }
  }

  @Test("a bound holds where it binds, at the least cost that it allows")
  func bound() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 18))
    let rows = Self.rows(set)
    let free = try AffineCalibration(fitting: rows)
    let idle = try AffineCalibration(fitting: rows, bound: CoefficientBound(index: 0, minimum: 0))
    #expect(idle == free)
    let bound = try AffineCalibration(fitting: rows, bound: CoefficientBound(index: 0, minimum: 2))
    #expect(bound.isAtBound && bound.converged && bound.coefficients[0] == 2)
    #expect(bound.trainingCost > free.trainingCost)
    for change in [-0.01, 0.01] {
      let near = try ValidationTestSets.mapped(set) { 2 * $0 + bound.coefficients[1] + change }
      #expect(LogLikelihoodRatioCost(near).total > bound.trainingCost)
    }
  }

  @Test("scores that point the wrong way meet a bound of 0")
  func wrongWay() throws {
    let set = try ValidationTestSets.mapped(TrialSet(ValidationTestSets.drawn(count: 300, seed: 19))) { -$0 }
    let fit = try AffineCalibration(
      fitting: Self.rows(set), bound: CoefficientBound(index: 0, minimum: 0))
    #expect(fit.isAtBound && fit.coefficients[0] == 0 && abs(fit.coefficients[1]) < 1e-9)
    #expect(isClose(fit.trainingCost, 1))
  }

  @Test("features of another number have no ratio")
  func wrongWidth() throws {
    let fit = try AffineCalibration(
      fitting: Self.rows(TrialSet(ValidationTestSets.drawn(count: 100, seed: 1))))
    #expect(fit.naturalLogLR(of: [1]) == nil && fit.naturalLogLR(of: [1, 1, 1]) == nil)
  }
}
