import Testing

@testable import WhorlKit

@Suite("The document counter")
struct DocumentCounterTests {
  static let counters = Result {
    let shipped = try Vocabulary.shipped()
    return [
      (vocabulary: shipped, counter: DocumentCounter(vocabulary: shipped)),
      (
        vocabulary: try InventedVocabulary.small,
        counter: DocumentCounter(vocabulary: try InventedVocabulary.small)
      ),
    ]
  }

  private func checkAgainstTwin(_ document: [UInt8]) throws {
    for (vocabulary, template) in try Self.counters.get() {
      var counter = template
      var sums = counter.empty
      var replaced: UInt64 = 0
      // Twice, so that what one document leaves behind would show in the next.
      for _ in 0..<2 {
        sums = counter.empty
        replaced = 0
        #expect(try counter.add(document.span, to: &sums, replaced: &replaced))
      }
      let twin = try TwinFeatures(document, functionWords: vocabulary.functionWords)
      #expect(sums.sums == twin.sums(vocabulary, document: document))

      var sketches = ShingleSketches()
      for length in ShingleLength.allCases {
        for hash in TwinFeatures.windows(twin.words, length.rawValue, length.seed) {
          sketches.update(length) { pair in
            pair.minHash.insert(hash)
            pair.fracMinHash.insert(hash)
          }
        }
      }
      #expect(counter.sketches == sketches)
    }
  }

  @Test("agrees with its twin on hand-written texts", arguments: InventedTexts.all.map(\.name))
  func handWritten(_ name: String) throws {
    let text = try #require(InventedTexts.all.first { $0.name == name })
    try checkAgainstTwin(text.bytes)
  }

  @Test("agrees with its twin on soups of words, marks and stray bytes", arguments: UInt64(1)...12)
  func soups(_ seed: UInt64) throws {
    let pieces = [1, 3, 6, 40, 200][Int(seed % 5)]
    let soup = [0x78] + InventedTexts.hostileSoup(pieces: pieces, seed: seed)
    try checkAgainstTwin(soup)
  }

  @Test("finds something in every channel, so that the twin has something to agree with")
  func coverage() throws {
    for (vocabulary, template) in try Self.counters.get() {
      var counter = template
      var sums = counter.empty
      var replaced: UInt64 = 0
      for (_, document) in InventedTexts.all {
        _ = try counter.add(document.span, to: &sums, replaced: &replaced)
      }
      for channel in Channel.allCases {
        let features = sums.sums.features[vocabulary.layout.range(of: channel)]
        #expect(features.count { $0.documents > 0 } > 1, "\(channel)")
      }
    }
  }

  @Test(
    "counts nothing of a document of white space alone",
    arguments: ["", " ", "\n\t\r\n", "\u{FEFF}", "\u{2028}\u{3000}\u{A0}\u{85}\u{205F}"])
  func blank(_ text: String) throws {
    let (vocabulary, template) = try #require(try Self.counters.get().last)
    var counter = template
    var sums = counter.empty
    var replaced: UInt64 = 0
    let utf8 = Array(text.utf8)
    #expect(try !counter.add(utf8.span, to: &sums, replaced: &replaced))
    #expect(sums.sums == FeatureSums(featureCount: vocabulary.layout.count))
    #expect(counter.sketches == ShingleSketches())
  }

  @Test("weighs and scales a document as a worked example does")
  func workedExample() throws {
    // Four words of weight 4/104, five tokens; `the` is two of four words, and so on.
    let document = Array("the cat the cat.".utf8)
    let (vocabulary, template) = try #require(try Self.counters.get().last)
    var counter = template
    var added = counter.empty
    var replaced: UInt64 = 0
    _ = try counter.add(document.span, to: &added, replaced: &replaced)
    let sums = added.sums
    #expect(sums.words == 4)
    #expect(sums.tokens == 5)
    #expect(sums.weight == 158)
    #expect(sums.squaredWeight == 24_964)
    let the = NGramHash.hash([Tokenizer.hash(ofWord: "the")].span, seed: Channel.w1.seed)
    let position = try #require(vocabulary.channels[0].firstIndex { $0.hash == the })
    // √(2/5)·2¹⁸ = 165,794.4; 2/5·2²² = 1,677,721.6.
    let expected = FeatureSums.Feature(documents: 1, rate: 158 * 165_794, squaredRate: 158 * 1_677_722)
    #expect(sums.features[position] == expected)
    // One period in four words: √(1/5)·2¹⁸ = 117,234.4; 1/5·2²² = 838,860.8.
    let periods = vocabulary.layout.range(of: .format).lowerBound + FormatFeature.periods.rawValue
    #expect(
      sums.features[periods]
        == FeatureSums.Feature(documents: 1, rate: 158 * 117_234, squaredRate: 158 * 838_861))
    #expect(abs(sums.meanRate(position) - 0.4.squareRoot()) < 1e-5)
    #expect(sums.documentRate(position) == 1)
  }

  @Test("counts sequences that are not UTF-8")
  func replacedSequences() throws {
    let (_, template) = try #require(try Self.counters.get().last)
    var counter = template
    var sums = counter.empty
    var replaced: UInt64 = 0
    for document in [[0x61, 0x80, 0x62], [0xFF, 0xFE], [0x61]] as [[UInt8]] {
      _ = try counter.add(document.span, to: &sums, replaced: &replaced)
    }
    #expect(replaced == 3)
    #expect(sums.documents == 3)
  }

  @Test(
    "weighs a document by its words, half at a hundred",
    arguments: [(0, 0), (1, 41), (100, 2048), (300, 3072)])
  func weights(_ words: Int, _ weight: UInt64) {
    #expect(FeatureScale.weight(words: words) == weight)
  }
}
