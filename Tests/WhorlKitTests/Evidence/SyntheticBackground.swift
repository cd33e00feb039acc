@testable import WhorlKit

/// A background over the invented writers' vocabulary, with axes in random directions.
struct SyntheticBackground {
  /// The limits of typicality: infinite for what is all known, 0 for what is all strange.
  var limit = 1e9
  var vocabularyDigest: String
  /// The digests of what some of the models were made of.
  var inputs: [String] = []
  /// The numbers of these models.
  var modelsOfInputs = 3...3
  var slope = 6.0
  /// What it knows of prompts.
  var prompts: PromptSpace?

  init() throws { vocabularyDigest = try WritingCase.shared.get().vocabulary.digest }

  func model() throws -> BackgroundModel {
    let written = try WritingCase.shared.get()
    let features = written.vocabulary.layout.count
    let axes = 8
    var random = SplitMix64(seed: 7)
    let projection = (0..<features * axes).map { _ in Float(StyleModelTests.normal(&random)) }
    func style(_ name: String) -> StyleModel {
      StyleModel(
        name: name, features: [0..<features], axes: axes, projection: projection,
        offset: [Double](repeating: 0, count: axes), between: [Double](repeating: 0.05, count: axes),
        noise: [Double](repeating: 0.2, count: axes),
        calibration: StyleCalibration(coefficients: [slope, 0, 0, 0], models: 100, pairs: 4950))
    }
    // Relative to the references' mean, which the offset is not yet.
    let plain = style("all")
    let places = written.references.map { plain.position(of: $0.sums).values }
    let offset = (0..<axes).map { axis in places.reduce(0) { $0 + $1[axis] } / Double(places.count) }
    let styles = ["all", "text", "w1"].map { name in
      StyleModel(
        name: name, features: plain.features, axes: axes, projection: projection, offset: offset,
        between: plain.between, noise: plain.noise, prompts: prompts, calibration: plain.calibration)
    }
    let zeros = [Float](repeating: 0, count: features)
    let ones = [Float](repeating: 1, count: features)
    return BackgroundModel(
      name: "synthetic", digest: String(repeating: "0", count: 64), vocabularyDigest: vocabularyDigest,
      models: (0..<12).map {
        BackgroundSource(
          name: "m\($0)", family: "f\($0)", documents: 9, inputs: modelsOfInputs.contains($0) ? inputs : [])
      },
      styles: styles,
      typicality: TypicalityModel(
        mean: zeros, within: ones, between: zeros,
        limits: StyleCalibration.sizes.map { _ in limit }),
      trials: StyleCalibrationTests.trials())
  }
}
