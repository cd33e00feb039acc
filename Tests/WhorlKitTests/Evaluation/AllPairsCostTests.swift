import Testing

@testable import WhorlKit

@Suite("The cost that ratios come to among all pairs of models")
struct AllPairsCostTests {
  private static let models = (0..<6).map { model in
    BackgroundSource(name: "m\(model)", family: "f\(model / 2)", documents: 9, inputs: [])
  }

  /// Trials between models of which the pairs in `tried` were tried in both directions, `repeats` times.
  private static func trials(
    _ tried: [(Int, Int)], repeats: Int = 1
  ) -> (calibration: [CalibrationTrial], evaluation: [EvaluationTrial]) {
    let pairs = (0..<6).map { ($0, $0) } + tried.flatMap { [$0, ($0.1, $0.0)] }
    let all = Array(repeatElement(pairs, count: repeats).joined())
    let trials = all.map { suspect, reference in
      CalibrationTrial(suspect: suspect, reference: reference, documents: 25, score: 1)
    }
    let ratios = all.enumerated().map { draw, pair in
      let isRelated = pair.0 / 2 == pair.1 / 2
      return EvaluationTrial(
        suspect: pair.0, reference: pair.1, draw: draw, score: 0,
        log10LR: pair.0 == pair.1 ? 1.2 : isRelated ? 0.7 : -0.9)
    }
    return (trials.asked(.same, of: models), ratios)
  }

  private static func pairs(_ isIncluded: (Int, Int) -> Bool) -> [(Int, Int)] {
    (0..<6).flatMap { first in (first + 1..<6).map { (first, $0) } }.filter(isIncluded)
  }

  @Test("it is the plain cost where each pair was tried, however often")
  func plain() throws {
    for repeats in [1, 3] {
      let (calibration, evaluation) = Self.trials(Self.pairs { _, _ in true }, repeats: repeats)
      let cost = AllPairsCost(calibration, of: Self.models)
      #expect(cost.triedRelatives == cost.relatives && abs(cost.relatives - 3.0 / 15) < 1e-12)
      let plain = try TrialTable(evaluation, modelCount: 6).measures[.cllr]
      #expect(abs(try #require(cost.cllr(of: evaluation)) - plain) < 1e-12)
    }
  }

  @Test("it is the cost of all pairs where only some of those that are no relatives were tried")
  func weighted() throws {
    let (_, all) = Self.trials(Self.pairs { _, _ in true })
    let expected = try TrialTable(all, modelCount: 6).measures[.cllr]
    let (calibration, evaluation) = Self.trials(
      Self.pairs { first, second in first / 2 == second / 2 || (first, second) == (0, 5) })
    let cost = AllPairsCost(calibration, of: Self.models)
    #expect(abs(cost.triedRelatives - 3.0 / 4) < 1e-12 && abs(cost.relatives - 3.0 / 15) < 1e-12)
    #expect(abs(try #require(cost.cllr(of: evaluation)) - expected) < 1e-12)
    #expect(try TrialTable(evaluation, modelCount: 6).measures[.cllr] > expected + 0.1)
  }

  @Test("nothing is said of all pairs where no relatives were tried, or nothing else")
  func missing() {
    for isRelated in [true, false] {
      let (calibration, evaluation) = Self.trials(Self.pairs { ($0 / 2 == $1 / 2) == isRelated })
      #expect(AllPairsCost(calibration, of: Self.models).cllr(of: evaluation) == nil)
    }
  }
}
