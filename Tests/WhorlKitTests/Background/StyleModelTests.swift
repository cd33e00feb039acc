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

  @Test(
    "another sample of a source lies in the 95 % interval of the first more than eight times in ten, and outside on either side"
  )
  func coverage() throws {
    var random = SplitMix64(seed: 6)
    var (within, below, above, aboveBiased) = (0, 0, 0, 0)
    let documents = 30
    func sample(of truth: StylePosition) -> [[Double]] {
      (0..<documents).map { _ in
        truth.values.indices.map {
          truth.values[$0] + Self.normal(&random) * Self.model.noise[$0].squareRoot()
        }
      }
    }
    func score(_ chosen: [[Double]], _ reference: StylePosition) -> Double {
      let mean = (0..<Self.axes).map { axis in
        chosen.reduce(0) { $0 + $1[axis] } / Double(documents)
      }
      return Self.model.score(
        suspect: StylePosition(values: mean, documents: Double(documents)), reference: reference)
    }
    for _ in 0..<200 {
      // The reference is of the suspect's source: there distance weighs most.
      let truth = position(&random, documents: Double(documents))
      let reference = StylePosition(values: truth.values, documents: 1e6)
      let first = sample(of: truth)
      let resampled = (0..<120).map { _ in
        [score(first.indices.map { _ in first[random.index(below: documents)] }, reference)]
      }
      let ends = ResampleBias.removed(from: resampled, around: [score(first, reference)]).map { $0[0] }
        .sorted()
      let other = score(sample(of: truth), reference)
      if other > resampled.map({ $0[0] }).sorted()[117] { aboveBiased += 1 }
      if other < ends[2] { below += 1 } else if other > ends[117] { above += 1 } else { within += 1 }
    }
    #expect(within >= 165 && below <= 20 && above <= 20, "\(below) below, \(within) within, \(above) above")
    #expect(below > 0 && above > 0)
    // What the correction is for.
    #expect(aboveBiased > 30 + above, "\(aboveBiased)")
  }

  @Test("resamples without their bias scatter as they did, around what the suspect itself scores")
  func bias() {
    #expect(ResampleBias.removed(from: [[1, 10], [3, 20]], around: [7, 1]) == [[6, -4], [8, 6]])
    #expect(ResampleBias.removed(from: [], around: [7]).isEmpty)
  }
}
