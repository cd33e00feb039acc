import Testing

@testable import WhorlKit

@Suite("Too few function words")
struct FunctionWordShareTests {
  private static let formats = FormatFeature.allCases.count
  /// A kind of text in which a rate of .6 is usual, sources vary by .03 and documents by .1.
  private static func model(_ usual: Float) -> TypicalityModel {
    var (mean, within, between) = (
      [Float](repeating: 0.1, count: formats), [Float](repeating: 0.01, count: formats),
      [Float](repeating: 0.0009, count: formats)
    )
    mean[FormatFeature.functionWords.rawValue] = usual
    return TypicalityModel(mean: mean, within: within, between: between, limits: [5, 4, 3, 2, 1])
  }

  /// The sums of documents with so many function words in a hundred.
  private static func sums(_ documents: UInt64, functionWords: Int) -> FeatureSums {
    var sums = FeatureSums(featureCount: formats)
    sums.documents = documents
    sums.weight = documents * 4096
    sums.features[FormatFeature.functionWords.rawValue].rate = UInt64(
      (Double(functionWords) / 100).squareRoot() * Double(sums.weight) * FeatureScale.rate)
    return sums
  }

  @Test("a text without function words is in no language that the vocabulary knows, from five documents on")
  func none() throws {
    for documents in [5, 10, 100, 10_000] as [UInt64] {
      let found = try #require(
        Self.model(0.6).missingFunctionWords(in: Self.sums(documents, functionWords: 0)))
      #expect(found.share == 0)
      #expect(abs(found.usual - 0.36) < 1e-6)
    }
  }

  @Test("a usual share, and one above it, are not remarked, and fewer documents must miss more")
  func some() {
    for count in [30, 36, 60, 100] {
      for documents in [5, 100, 10_000] as [UInt64] {
        #expect(Self.model(0.6).missingFunctionWords(in: Self.sums(documents, functionWords: count)) == nil)
      }
    }
    // .6 − √.06 is 6.6 standard deviations of 5 documents, and 10.9 of 100.
    #expect(Self.model(0.6).missingFunctionWords(in: Self.sums(5, functionWords: 6)) == nil)
    #expect(Self.model(0.6).missingFunctionWords(in: Self.sums(100, functionWords: 6)) != nil)
  }

  @Test("a kind of text that has hardly any itself says nothing of others")
  func kindWithoutThem() {
    for documents in [5, 100, 10_000] as [UInt64] {
      #expect(Self.model(0.2).missingFunctionWords(in: Self.sums(documents, functionWords: 0)) == nil)
    }
  }

  @Test("no documents, and sums of other features, are no text of another language")
  func nothing() {
    #expect(Self.model(0.6).missingFunctionWords(in: Self.sums(0, functionWords: 0)) == nil)
    #expect(Self.model(0.6).missingFunctionWords(in: FeatureSums(featureCount: 3)) == nil)
  }
}
