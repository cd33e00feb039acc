import Testing

@testable import WhorlKit

@Suite("How far models' own halves are told apart")
struct StyleLikenessTests {
  private static let model = StyleModelTests.model

  /// The halves of a model at `place`, each of `documents` documents that scatter as the style model says.
  private static func halves(_ place: [Double], documents: Double, seed: UInt64) -> [StylePosition?] {
    var random = SplitMix64(seed: seed)
    return (0..<2).map { _ in
      StylePosition(
        values: zip(place, model.noise).map { $0 + ($1 / documents).squareRoot() * random.normal() },
        documents: documents)
    }
  }

  private static func likeness(_ a: [StylePosition?], _ b: [StylePosition?], _ documents: Double) -> Double? {
    model.likeness(a, b, documents: documents, calibration: model.calibration)
  }

  private static let one = halves([3, 2, -1, 1, 0.5, -0.5], documents: 400, seed: 1)
  private static let twin = halves([3, 2, -1, 1, 0.5, -0.5], documents: 400, seed: 2)
  private static let sibling = halves([2.2, 1.4, -0.4, 1.6, 0.2, 0], documents: 400, seed: 3)
  private static let stranger = halves([-4, -3, 2, -2, 1, 1], documents: 400, seed: 4)

  @Test("it is the same whichever comes first, and the same each time", arguments: [5.0, 25, 400, .infinity])
  func symmetric(documents: Double) throws {
    let value = try #require(Self.likeness(Self.one, Self.sibling, documents))
    #expect(value == Self.likeness(Self.one, Self.sibling, documents))
    #expect(abs(value - (try #require(Self.likeness(Self.sibling, Self.one, documents)))) < 1e-12)
  }

  @Test("of whole halves it is the mean of the four ratios between opposite halves")
  func wholeHalves() throws {
    let (a, b) = (Self.one.compactMap(\.self), Self.sibling.compactMap(\.self))
    let pairs = [(a[0], b[1]), (a[1], b[0]), (b[0], a[1]), (b[1], a[0])]
    let ratios = pairs.map { suspect, reference in
      Self.model.calibration.log10LR(
        score: Self.model.score(suspect: suspect, reference: reference), documents: 400)
    }
    let mean = ratios.reduce(0, +) / 4
    #expect(abs((try #require(Self.likeness(Self.one, Self.sibling, 400))) - mean) < 1e-12)
    #expect(Self.likeness(Self.one, Self.sibling, .infinity) == Self.likeness(Self.one, Self.sibling, 400))
  }

  @Test("like itself and unlike a stranger at each size, and like a sibling until there is much text")
  func sizes() throws {
    for documents in [5.0, 25, 100, 400] {
      #expect(try #require(Self.likeness(Self.one, Self.twin, documents)) > 0)
      #expect(try #require(Self.likeness(Self.one, Self.stranger, documents)) < 0)
    }
    let ratios = try [5.0, 25, 100, 400].map { try #require(Self.likeness(Self.one, Self.sibling, $0)) }
    #expect(ratios[0] >= 0 && ratios[3] < 0)
    #expect(ratios[2] > ratios[3])
  }

  @Test("a half without documents leaves nothing to say")
  func missing() {
    #expect(Self.likeness([Self.one[0], nil], Self.twin, 25) == nil)
    #expect(Self.likeness([], Self.twin, 25) == nil)
  }
}
