import Testing

@testable import WhorlKit

@Suite("Dispersion")
struct DispersionModelTests {
  /// A style model with a dispersion of its own over the invented writers' vocabulary.
  private static func style() throws -> StyleModel {
    let written = try WritingCase.shared.get()
    let plain = try #require(try SyntheticBackground().model().style("all"))
    let sums = written.references.map(\.sums)
    let rates = plain.features.flatMap { $0 }.map { feature in
      Float(sums.reduce(0) { $0 + $1.meanRate(feature) } / Double(sums.count))
    }
    return StyleModel(
      name: "all", features: plain.features, axes: plain.axes, projection: plain.projection,
      offset: plain.offset, between: plain.between, noise: plain.noise,
      dispersion: DispersionModel(
        features: plain.features, projection: plain.projection, noise: plain.noise, mean: rates, typical: 2),
      calibration: plain.calibration)
  }

  @Test("sums over documents say what the documents say one by one")
  func additive() throws {
    let style = try Self.style()
    let vocabulary = try WritingCase.shared.get().vocabulary
    var counter = DocumentCounter(vocabulary: vocabulary)
    counter.keepsRows = true
    var sums = counter.empty
    var replaced: UInt64 = 0
    var mean = StyleMean(axes: style.axes)
    for text in [
      "The answer is short.", "- one\n- two\n- three, and **bold** words beside",
      "However, it depends: there are many things that one could say about it, and few that are new.",
    ] {
      guard try counter.add(Array(text.utf8).span, to: &sums, replaced: &replaced), let row = counter.row
      else {
        continue
      }
      mean.add(style.document(row))
    }
    let whole = style.position(of: sums.sums)
    let single = try #require(mean.position(relativeTo: style.offset))
    #expect(whole.documents == single.documents)
    #expect(abs(whole.dispersion - single.dispersion) < 1e-3 * whole.dispersion)
    for (a, b) in zip(whole.values, single.values) { #expect(abs(a - b) < 1e-3) }
  }

  @Test("is a fraction of the unit that it is divided by, and never negative")
  func unit() throws {
    let style = try Self.style()
    let dispersion = try #require(style.dispersion)
    let sums = try WritingCase.shared.get().references[0].sums
    let value = dispersion.dispersion(of: sums, style.features)
    #expect(value > 0)
    let halved = dispersion.divided(by: 2)
    #expect(halved.typical == 4)
    #expect(abs(halved.dispersion(of: sums, style.features) - value / 2) < 1e-12)
    #expect(dispersion.dispersion(additions: -1e9) == 0)
  }

  @Test("of no documents is the usual one")
  func empty() throws {
    let style = try Self.style()
    let none = FeatureSums(featureCount: try WritingCase.shared.get().vocabulary.layout.count)
    #expect(style.position(of: none).dispersion == 1)
  }

  @Test("documents can be taken out of a mean again")
  func removal() throws {
    let documents = (0..<6).map { index in
      StyleDocument(
        weight: 0.5 + Float(index) / 10, values: [Float(index), 2 - Float(index)], dispersion: Float(index))
    }
    var all = StyleMean(documents, axes: 2)
    all.remove(StyleMean(documents[..<3], axes: 2))
    let left = try #require(all.position(relativeTo: [0, 0]))
    let expected = try #require(StyleMean(documents[3...], axes: 2).position(relativeTo: [0, 0]))
    #expect(left.documents == 3)
    #expect(abs(left.dispersion - expected.dispersion) < 1e-6)
    for (a, b) in zip(left.values, expected.values) { #expect(abs(a - b) < 1e-6) }
    all.remove(StyleMean(documents[3...], axes: 2))
    #expect(all.position(relativeTo: [0, 0]) == nil)
  }
}
