import Testing

@testable import WhorlKit

@Suite("The style model")
struct StyleModelTests {
  static let axes = 6

  static let model = StyleModel(
    name: "all", features: [0..<0], axes: axes, projection: [], offset: [Double](repeating: 0, count: axes),
    between: [9, 7, 5, 3, 2, 1], noise: [20, 18, 22, 19, 21, 20],
    calibration: StyleCalibration(coefficients: [3, 0, 0, 0], models: 50, pairs: 1000))

  static func normal(_ random: inout SplitMix64) -> Double {
    StandardNormal.quantile((Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992)
  }

  private func position(_ random: inout SplitMix64, documents: Double) -> StylePosition {
    StylePosition(
      values: Self.model.between.map { Self.normal(&random) * $0.squareRoot() }, documents: documents)
  }

  @Test("the score is symmetric where both sides have the same number of documents")
  func symmetric() {
    var random = SplitMix64(seed: 3)
    for documents in [1.0, 5, 25, 26, 400] {
      let a = position(&random, documents: documents)
      let b = position(&random, documents: documents)
      let (one, other) = (
        Self.model.score(suspect: a, reference: b), Self.model.score(suspect: b, reference: a)
      )
      #expect(abs(one - other) < 1e-9 * max(1, abs(one)))
    }
  }

  @Test("at one length, the same direction scores above any other, and the opposite one lowest")
  func direction() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<20 {
      let a = position(&random, documents: 50)
      let opposite = StylePosition(values: a.values.map { -$0 }, documents: 50)
      let same = Self.model.score(suspect: a, reference: a)
      let other = Self.model.score(suspect: a, reference: position(&random, documents: 50))
      #expect(same > 0)
      #expect(same > other)
      #expect(Self.model.score(suspect: a, reference: opposite) < same)
    }
  }

  @Test("a position at the background's mean says nothing", arguments: [0.0, 1, 25, 400])
  func zero(documents: Double) {
    var random = SplitMix64(seed: 5)
    let nowhere = StylePosition(values: [Double](repeating: 0, count: Self.axes), documents: documents)
    let somewhere = position(&random, documents: 40)
    #expect(Self.model.score(suspect: nowhere, reference: somewhere) == 0)
    #expect(Self.model.score(suspect: somewhere, reference: nowhere) == 0)
  }

  @Test("the 95 % interval covers the score of the true position in 88 to 99 of 100 cases")
  func coverage() throws {
    var random = SplitMix64(seed: 6)
    var cases = 0
    var covered = 0
    let documents = 60
    for _ in 0..<200 {
      let truth = position(&random, documents: Double(documents))
      let reference = position(&random, documents: 1e6)
      // Draws around the truth, then resamples of those draws as `StyledCase` does.
      let drawn = (0..<documents).map { _ in
        truth.values.indices.map {
          truth.values[$0] + Self.normal(&random) * Self.model.noise[$0].squareRoot()
        }
      }
      var scores: [Double] = []
      for _ in 0..<120 {
        var sum = [Double](repeating: 0, count: Self.axes)
        for _ in 0..<documents {
          let document = drawn[random.index(below: documents)]
          for axis in sum.indices { sum[axis] += document[axis] }
        }
        let place = StylePosition(values: sum.map { $0 / Double(documents) }, documents: Double(documents))
        scores.append(Self.model.score(suspect: place, reference: reference))
      }
      scores.sort()
      let score = Self.model.score(suspect: truth, reference: reference)
      cases += 1
      if scores[2] <= score, score <= scores[117] { covered += 1 }
    }
    #expect((0.88...0.99).contains(Double(covered) / Double(cases)), "\(covered) of \(cases)")
  }
}
