import Testing

@testable import WhorlKit

@Suite("How much two mixes of prompts differ")
struct PromptSpaceTests {
  /// Two axes: the first feature less the second, and the third.
  private static let space = PromptSpace(
    features: [0..<2, 3..<4], projection: [2, 0, -2, 0, 0, 3], offset: [0.5, 0.25], between: [0.01, 0.02],
    noise: [1.5, 2])

  private static func position(_ prompts: [Double], documents: Double) -> StylePosition {
    StylePosition(values: [], documents: documents, prompts: prompts)
  }

  @Test("is the squared distance beyond what one mix makes likely, and the same from either side")
  func definition() throws {
    let (a, b) = (Self.position([1, -1], documents: 100), Self.position([0.25, 0.5], documents: 25))
    let shift = try #require(Self.space.shift(a, b))
    #expect(abs(shift.value - (0.75 * 0.75 + 1.5 * 1.5 - 2 * 0.03 - 3.5 * 0.05)) < 1e-12)
    #expect(shift.isCertain)
    #expect(Self.space.shift(b, a) == shift)
    let itself = try #require(Self.space.shift(a, a))
    #expect(itself.value == 0 && !itself.isCertain)
  }

  @Test("is not known where a place is not, or there are no documents")
  func unknown() {
    let known = Self.position([1, -1], documents: 100)
    #expect(Self.space.shift(known, Self.position([], documents: 100)) == nil)
    #expect(Self.space.shift(Self.position([1], documents: 100), known) == nil)
    #expect(Self.space.shift(known, Self.position([0, 0], documents: 0)) == nil)
  }

  @Test("of one mix it is hardly ever certain, at any number of documents", arguments: [5.0, 25, 400])
  func oneMix(documents: Double) throws {
    // Seven axes, as training makes.
    let axes = 7
    let space = PromptSpace(
      features: [], projection: [], offset: [Double](repeating: 0, count: axes),
      between: (1...axes).map { 0.003 * Double($0) }, noise: (1...axes).map { 1 + 0.1 * Double($0) })
    var random = SplitMix64(seed: 5)
    var certain = 0
    for _ in 0..<4000 {
      let sides = [documents, 300].map { count in
        Self.position(
          (0..<axes).map { (space.between[$0] + space.noise[$0] / count).squareRoot() * random.normal() },
          documents: count)
      }
      if try #require(space.shift(sides[0], sides[1])).isCertain { certain += 1 }
    }
    // One in 280 of a chi-squared variable with seven degrees of freedom; axes that differ make it a little more.
    #expect((4...40).contains(certain), "\(certain) of 4000")
  }

  @Test("the place of a set of documents is the weighted mean of the documents' places")
  func places() throws {
    let rows = [
      DocumentRow(weight: 0.5, half: 0, order: 1, features: [0, 2, 3], rates: [0.5, 1, 0.25]),
      DocumentRow(weight: 0.25, half: 0, order: 2, features: [1], rates: [0.75]),
    ]
    #expect(Self.space.place(of: rows[0]) == [2 * 0.5 - 0.5, 3 * 0.25 - 0.25])
    let style = StyleModel(
      name: "all", features: [0..<1], axes: 1, projection: [1], offset: [0], between: [1], noise: [1],
      prompts: Self.space, calibration: StyleCalibration(coefficients: [1, 0, 0, 0], models: 9, pairs: 9))
    let mean = try #require(StyleMean(rows.map(style.document), axes: 1).position(relativeTo: style.offset))
    #expect(abs(mean.prompts[0] - (0.5 * 0.5 + 0.25 * -2) / 0.75) < 1e-6)
    #expect(abs(mean.prompts[1] - (0.5 * 0.5 + 0.25 * -0.25) / 0.75) < 1e-6)
    var rest = StyleMean(rows.map(style.document), axes: 1)
    rest.remove(StyleMean([style.document(rows[0])], axes: 1))
    #expect(try #require(rest.position(relativeTo: style.offset)).prompts == [-2, -0.25])
  }

  @Test("sums over documents lie where the documents do")
  func sums() throws {
    let models = try Vocabulary.shipped()
    let count = models.layout.count
    let space = PromptSpace(
      features: [0..<count], projection: (0..<count).map { Float($0 % 7) - 3 }, offset: [0.125], between: [1],
      noise: [1])
    let style = StyleModel(
      name: "all", features: [0..<1], axes: 1, projection: [1], offset: [0], between: [1], noise: [1],
      prompts: space, calibration: StyleCalibration(coefficients: [1, 0, 0, 0], models: 9, pairs: 9))
    var builder = FingerprintBuilder(vocabulary: models, rowLimit: 10)
    for text in ["It is what it is, and that is that.", "One of the two is not here; the other is."] {
      let bytes = Array(text.utf8)
      try builder.add(bytes.span, key: bytes.span)
    }
    let print = builder.fingerprint(
      name: "x", vendor: nil, toolVersion: "test", created: nil, inputs: [], skipped: SkippedRecords())
    let rows = builder.rows.map(style.document)
    let mean = try #require(StyleMean(rows, axes: 1).position(relativeTo: style.offset))
    #expect(abs(style.position(of: print.sums).prompts[0] - mean.prompts[0]) < 1e-3)
    #expect(builder.rows.allSatisfy { $0.prompt != 0 && Int($0.prompt & 1) == $0.half })
  }
}
