import Testing

@testable import WhorlKit

@Suite("Clusters of near-duplicates")
struct DuplicateClustersTests {
  /// Texts of which some are edited copies of others, and some equal.
  private static func texts() -> [[UInt8]] {
    var random = SplitMix64(seed: 77)
    var texts: [[String]] = []
    for number in 0..<120 {
      if number % 4 == 3, let earlier = texts.randomElement(using: &random) {
        var words = earlier
        if number % 8 == 3 { words[random.index(below: words.count)] = "edited" }
        texts.append(words)
      } else {
        texts.append((0..<40).map { _ in "w\(random.index(below: 900))" })
      }
    }
    return texts.map { Array($0.joined(separator: " ").utf8) }
  }

  private static func index(_ texts: [[UInt8]], keepsText: Bool) throws -> CopiedTextIndex {
    let parameters = CopiedTextParameters(
      bands: try BandPlan(threshold: 0.5, falseNegativeWeight: 0.98), removesEchoes: false,
      keepsText: keepsText)
    var builder = try CopiedTextIndexBuilder(
      parameters: parameters, storage: MemoryStorage(), keepsSeeds: false)
    var digests = DocumentDigests(parameters: parameters, functionWords: nil, keepsSeeds: false)
    let nothing: [UInt8] = []
    for text in texts { try digests.add(text.span, prompt: nothing.span, id: nothing.span) }
    try builder.append(digests)
    return try builder.finish(toolVersion: "test")
  }

  @Test("are the components of the pairs and of equal words, in order of first document")
  func components() throws {
    let texts = Self.texts()
    let found = try DuplicateClusters(of: Self.index(texts, keepsText: true), jaccard: 0.5)
    #expect(!found.pairs.isEmpty && found.exactCopies > 0)
    var labels = Array(texts.indices)
    func join(_ a: Int, _ b: Int) {
      let (from, to) = (max(labels[a], labels[b]), min(labels[a], labels[b]))
      for document in labels.indices where labels[document] == from { labels[document] = to }
    }
    for pair in found.pairs { join(pair.first, pair.second) }
    for a in texts.indices { for b in 0..<a where texts[a] == texts[b] { join(b, a) } }
    let expected = Set(labels).sorted().map { label in labels.indices.filter { labels[$0] == label } }
    #expect(found.clusters == expected.filter { $0.count > 1 })
  }

  @Test("are the same where the caller lends the texts, and have no pairs without any")
  func lentTexts() throws {
    let texts = Self.texts()
    let kept = try DuplicateClusters(of: Self.index(texts, keepsText: true), jaccard: 0.5)
    let index = try Self.index(texts, keepsText: false)
    let lent = try DuplicateClusters(of: index, jaccard: 0.5) { document, body in
      let text = texts[document]
      try body(text.span)
    }
    #expect(lent == kept)
    #expect(try DuplicateClusters(of: index, jaccard: 0.5).pairs.isEmpty)
  }
}
