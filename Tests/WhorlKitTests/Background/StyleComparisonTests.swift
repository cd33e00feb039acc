import Testing

@testable import WhorlKit

@Suite("A suspect compared with references in the space of a style model")
struct StyleComparisonTests {
  private static func position(
    _ random: inout SplitMix64, documents: Double, dispersion: Double = 1, stretch: Double = 1
  ) -> StylePosition {
    StylePosition(
      values: StyleModelTests.model.between.map {
        stretch * StyleModelTests.normal(&random) * $0.squareRoot()
      },
      documents: documents, dispersion: dispersion)
  }

  /// The model of other tests, which knows prompts by one axis besides.
  private static let promptModel = {
    let plain = StyleModelTests.model
    return StyleModel(
      name: "all", features: plain.features, axes: plain.axes, projection: plain.projection,
      offset: plain.offset, between: plain.between, noise: plain.noise, dispersion: plain.dispersion,
      prompts: PromptSpace(features: [], projection: [], offset: [0], between: [0.01], noise: [1]),
      calibration: plain.calibration)
  }()

  /// The score by its definition: densities of both positions, scale by scale, nothing rearranged.
  private static func slowScore(
    _ suspect: StylePosition, _ reference: StylePosition, style: StyleModel = StyleModelTests.model
  ) -> Double {
    let own = [style.noise(of: suspect), style.noise(of: reference)]
    var shift = 0.0
    if let a = suspect.prompts.first, let b = reference.prompts.first {
      shift = max(0, (a - b) * (a - b) - 0.02 - 1 / suspect.documents - 1 / reference.documents)
    }
    let noises = own.map { zip($0, style.noise).map { $0 + 0.03 / 2 * shift * $1 } }
    let exponent = style.normalizationExponent(documents: suspect.documents)
    let places = zip([suspect, reference], own).map { position, noise in
      let length = (0..<style.axes).reduce(0.0) {
        $0 + position.values[$1] * position.values[$1] / (style.between[$1] + noise[$1])
      }
      let factor = ElementaryFunctions.power(Double(style.axes) / length, exponent)
      return position.values.map { $0 * factor }
    }
    func normal(_ x: Double, _ variance: Double) -> Double {
      -(ElementaryFunctions.naturalLogarithm(variance) + x * x / variance) / 2
    }
    var joint: [Double] = []
    var alone: [[Double]] = [[], []]
    for (scale, logWeight) in ScaleGrid.points {
      var sums = [logWeight, logWeight, logWeight]
      for axis in 0..<style.axes {
        let e = style.between[axis] / scale
        let (s, r) = (e + noises[0][axis], e + noises[1][axis])
        let (a, b) = (places[0][axis], places[1][axis])
        // p(a, b) = p(b)·p(a | b) for two normal variables with covariance e.
        sums[0] += normal(b, r) + normal(a - b * e / r, s - e * e / r)
        sums[1] += normal(a, s)
        sums[2] += normal(b, r)
      }
      joint.append(sums[0])
      alone[0].append(sums[1])
      alone[1].append(sums[2])
    }
    return ScaleGrid.logSum(joint) - ScaleGrid.logSum(alone[0]) - ScaleGrid.logSum(alone[1])
  }

  /// The value of a score's quadratic form where it was taken.
  private static func value(of comparison: StyleComparison, at place: [Double]) throws -> Double {
    let form = try #require(comparison.quadraticForm(at: place, index: 0))
    return place.indices.reduce(form.constant) { sum, axis in
      let (a, b) = (form.suspect[axis], form.reference[axis])
      return sum + form.product[axis] * a * b - form.suspectSquare[axis] * a * a
        - form.referenceSquare[axis] * b * b
    }
  }

  @Test("scores as the definition does", arguments: [1.0, 5, 25, 400], [0.3, 1, 4])
  func twin(documents: Double, dispersion: Double) {
    var random = SplitMix64(seed: 21)
    for stretch in [0.1, 1, 10] {
      let suspect = Self.position(&random, documents: documents, dispersion: dispersion, stretch: stretch)
      let reference = Self.position(&random, documents: 300, dispersion: 1 / dispersion)
      let score = StyleModelTests.model.score(suspect: suspect, reference: reference)
      #expect(abs(score - Self.slowScore(suspect, reference)) < 1e-8 * max(1, abs(score)))
    }
  }

  @Test("adds to the noise what other prompts do, and is as far from 0 as the mixes are alike")
  func prompts() throws {
    var random = SplitMix64(seed: 26)
    let model = Self.promptModel
    for stretch in [0.3, 1, 3] {
      var suspect = Self.position(&random, documents: 100, stretch: stretch)
      var reference = suspect
      reference.documents = 300
      var before = Double.infinity
      for distance in [0.0, 0.1, 0.5, 1, 3, 10] {
        suspect.prompts = [distance]
        reference.prompts = [0]
        let score = model.score(suspect: suspect, reference: reference)
        let slow = Self.slowScore(suspect, reference, style: model)
        #expect(abs(score - slow) < 1e-8 * max(1, abs(score)))
        #expect(score <= before)
        before = score
        let comparison = StyleComparison(model, suspect: suspect, references: [reference])
        let value = try Self.value(of: comparison, at: suspect.values)
        #expect(abs(value - score) < 1e-9 * max(1, abs(score)))
      }
      suspect.prompts = []
      let plain = StyleModelTests.model.score(suspect: suspect, reference: reference)
      #expect(model.score(suspect: suspect, reference: reference) == plain)
    }
  }

  @Test("compares many references as it compares each alone")
  func many() {
    var random = SplitMix64(seed: 22)
    let suspect = Self.position(&random, documents: 40)
    let references = (1...5).map { Self.position(&random, documents: 100 * Double($0)) }
    let scores = StyleModelTests.model.scores(suspect: suspect, references: references)
    for (score, reference) in zip(scores, references) {
      #expect(score == StyleModelTests.model.score(suspect: suspect, reference: reference))
    }
  }

  @Test("the quadratic form has the score's value where it was taken", arguments: [1.0, 8, 25, 400])
  func form(documents: Double) throws {
    var random = SplitMix64(seed: 23)
    let model = StyleModelTests.model
    for stretch in [0.2, 1, 6] {
      let suspect = Self.position(&random, documents: documents, dispersion: 1.7, stretch: stretch)
      let reference = Self.position(&random, documents: 200)
      let comparison = StyleComparison(model, suspect: suspect, references: [reference])
      let value = try Self.value(of: comparison, at: suspect.values)
      let score = model.score(suspect: suspect, reference: reference)
      #expect(abs(value - score) < 1e-9 * max(1, abs(score)))
    }
  }

  @Test("two positions far out in one direction are less evidence than under normal tails")
  func tails() {
    let model = StyleModelTests.model
    let out = StylePosition(values: model.between.map { 12 * $0.squareRoot() }, documents: 400)
    let beside = StylePosition(
      values: out.values.enumerated().map { $1 + (6 * model.noise[$0] / 400).squareRoot() }, documents: 400)
    let score = model.score(suspect: beside, reference: out)
    var normal = 0.0
    for axis in 0..<model.axes {
      let (e, v) = (model.between[axis], model.noise[axis] / 400)
      let (a, b, c) = (beside.values[axis], out.values[axis], e + v)
      let d = c * c - e * e
      normal += e * a * b / d - (a * a + b * b) * (c / d - 1 / c) / 2
      normal -= ElementaryFunctions.naturalLogarithm(d / (c * c)) / 2
    }
    #expect(score < normal - 20, "\(score) against \(normal)")
  }

  @Test("documents that scatter more make a distance less surprising")
  func dispersion() {
    var random = SplitMix64(seed: 24)
    for _ in 0..<10 {
      let truth = Self.position(&random, documents: 400)
      var suspect = truth
      suspect.documents = 25
      // Two standard deviations off along each axis.
      for axis in suspect.values.indices {
        suspect.values[axis] += 2 * (StyleModelTests.model.noise[axis] / 25).squareRoot()
      }
      var wide = suspect
      wide.dispersion = 3
      let model = StyleModelTests.model
      #expect(model.score(suspect: wide, reference: truth) > model.score(suspect: suspect, reference: truth))
    }
  }

  @Test("what was measured of dispersion counts for more the more documents it rests on")
  func prior() {
    func factor(_ documents: Double) -> Double {
      let position = StylePosition(
        values: StyleModelTests.model.between, documents: documents, dispersion: 2)
      return StyleModelTests.model.noise(of: position)[0] * documents / StyleModelTests.model.noise[0]
    }
    #expect(factor(1) > 1)
    #expect(factor(1) < factor(5))
    #expect(abs(factor(5) - 2.0.squareRoot()) < 1e-12)
    #expect(factor(5) < factor(400))
    #expect(factor(400) < 2)
  }
}
