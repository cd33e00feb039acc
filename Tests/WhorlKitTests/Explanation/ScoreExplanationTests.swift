import Testing

@testable import WhorlKit

@Suite("An explained score")
struct ScoreExplanationTests {
  private static func total(_ explanation: ScoreExplanation) -> Double {
    explanation.constant + explanation.center + explanation.features.reduce(0) { $0 + $1.contribution }
  }

  static func explain(
    _ suspect: Fingerprint, _ reference: Fingerprint, shift: [Double]? = nil
  ) throws -> ScoreExplanation {
    let background = try SyntheticBackground().model()
    let style = try #require(background.style("all"))
    return try ScoreExplanation(
      style, background: background, suspect: suspect, reference: reference,
      vocabulary: try WritingCase.shared.get().vocabulary, shift: shift)
  }

  @Test("contributions, the constant and the centre sum to the score", arguments: [1, 5, 30, 120])
  func sum(documents: Int) throws {
    let written = try WritingCase.shared.get()
    for (index, writer) in WritingHabit.writers.enumerated() {
      let suspect = try written.suspect(writer, documents: documents, seed: 31)
      for reference in written.references {
        let explanation = try Self.explain(suspect, reference)
        #expect(abs(Self.total(explanation) - explanation.score) < 1e-9 * max(1, abs(explanation.score)))
        let style = explanation.style
        let expected = style.score(
          suspect: style.position(of: suspect.sums), reference: style.position(of: reference.sums))
        #expect(explanation.score == expected, "\(index)")
      }
    }
  }

  @Test("channels sum to the features' contributions")
  func channels() throws {
    let written = try WritingCase.shared.get()
    let explanation = try Self.explain(
      try written.suspect(WritingHabit.writers[1], seed: 8), written.references[1])
    let features = explanation.features.reduce(0) { $0 + $1.contribution }
    #expect(abs(explanation.channels.reduce(0) { $0 + $1.contribution } - features) < 1e-9)
    #expect(explanation.channels.reduce(0) { $0 + $1.features } == written.vocabulary.layout.count)
    for channel in explanation.channels {
      let own = explanation.features.filter { $0.channel == channel.channel }
      #expect(abs(own.reduce(0) { $0 + $1.contribution } - channel.contribution) < 1e-9)
    }
  }

  @Test("it also sums where a case is recentred, and the centre then takes part")
  func shifted() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[0], seed: 8)
    let shift = (0..<8).map { Double($0) * 0.1 - 0.3 }
    let explanation = try Self.explain(suspect, written.references[0], shift: shift)
    #expect(abs(Self.total(explanation) - explanation.score) < 1e-9 * max(1, abs(explanation.score)))
    #expect(explanation.center != 0)
    #expect(explanation.score != (try Self.explain(suspect, written.references[0])).score)
  }

  @Test("a contribution is the Shapley value of the quadratic form, taken feature by feature")
  func shapley() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[2], seed: 8)
    let explanation = try Self.explain(suspect, written.references[2])
    let terms = try #require(
      ScoreTerms(explanation.style, suspect: explanation.suspect, reference: explanation.reference))
    // By the definition: half of what a feature adds when it comes first and half of what it adds when it
    // comes last, which is the mean over all orders for a form of degree two.
    func value(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for k in 0..<explanation.style.axes {
        sum += terms.form.product[k] * a[k] * b[k]
        sum -= terms.form.suspectSquare[k] * a[k] * a[k]
        sum -= terms.form.referenceSquare[k] * b[k] * b[k]
      }
      return sum
    }
    let typicality = try SyntheticBackground().model().typicality
    let (s, r) = (suspect.sums, written.references[2].sums)
    let none = [Double](repeating: 0, count: explanation.style.axes)
    for attribution in explanation.features.prefix(20) {
      let feature = attribution.feature
      let mean = Double(typicality.mean[feature])
      let loadings = (0..<explanation.style.axes).map {
        Double(explanation.style.projection[feature * explanation.style.axes + $0])
      }
      let a = loadings.map { $0 * (s.meanRate(feature) - mean) * terms.form.suspectScale }
      let b = loadings.map { $0 * (r.meanRate(feature) - mean) * terms.form.referenceScale }
      let first = value(a, b) - value(none, none)
      let last =
        value(terms.form.suspect, terms.form.reference)
        - value(zip(terms.form.suspect, a).map { $0 - $1 }, zip(terms.form.reference, b).map { $0 - $1 })
      #expect(abs((first + last) / 2 - attribution.contribution) < 1e-9 * max(1, abs(first), abs(last)))
    }
  }

  @Test("without a channel the score is that of sides that use it as the background does")
  func withoutChannel() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[3], seed: 9)
    let explanation = try Self.explain(suspect, written.references[3])
    let style = explanation.style
    let range = written.vocabulary.layout.range(of: .w1)
    // The same model with no loadings for the channel; the background's mean rates are all 0 here.
    var projection = style.projection
    for index in range.lowerBound * style.axes..<range.upperBound * style.axes { projection[index] = 0 }
    let blind = StyleModel(
      name: "all", features: style.features, axes: style.axes, projection: projection,
      offset: style.offset, between: style.between, noise: style.noise, calibration: style.calibration)
    let expected = blind.score(
      suspect: blind.position(of: suspect.sums), reference: blind.position(of: written.references[3].sums))
    let channel = try #require(explanation.channels.first { $0.channel == .w1 })
    #expect(abs(channel.scoreWithout - expected) < 1e-9 * max(1, abs(expected)))
  }

  @Test("rates are those of the fingerprints, and features are named by the vocabulary")
  func rates() throws {
    let written = try WritingCase.shared.get()
    let suspect = try written.suspect(WritingHabit.writers[1], seed: 8)
    let explanation = try Self.explain(suspect, written.references[1])
    for attribution in explanation.features.prefix(50) {
      let sums = suspect.sums
      #expect(attribution.suspect.documents == sums.features[attribution.feature].documents)
      #expect(attribution.suspect.documentRate == sums.documentRate(attribution.feature))
      #expect(!attribution.text.isEmpty)
      // A mean of squares is no less than the square of the mean, but for fixed-point rounding.
      let mean = sums.meanRate(attribution.feature)
      #expect(attribution.suspect.perThousand >= 1000 * mean * mean - 1e-3)
      #expect((attribution.backgroundDocumentRate == nil) == (attribution.channel == .format))
    }
  }

  @Test("the features are ordered by magnitude, and none that contributes is missing")
  func order() throws {
    let written = try WritingCase.shared.get()
    let explanation = try Self.explain(
      try written.suspect(WritingHabit.writers[1], seed: 8), written.references[0])
    for (a, b) in zip(explanation.features, explanation.features.dropFirst()) {
      #expect(a.contribution.magnitude >= b.contribution.magnitude)
    }
    #expect(Set(explanation.features.map(\.feature)).count == explanation.features.count)
  }

  @Test("a vocabulary that does not belong to the background is refused")
  func refusal() throws {
    let written = try WritingCase.shared.get()
    var synthetic = try SyntheticBackground()
    synthetic.vocabularyDigest = "other"
    let background = try synthetic.model()
    let style = try #require(background.style("all"))
    #expect(throws: AssessmentError.otherVocabulary("synthetic")) {
      try ScoreExplanation(
        style, background: background, suspect: written.references[0], reference: written.references[1],
        vocabulary: written.vocabulary)
    }
  }
}
