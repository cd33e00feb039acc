import Testing

@testable import WhorlKit

@Suite("Merging fingerprints")
struct FingerprintMergeTests {
  private func merged(_ a: Fingerprint, _ b: Fingerprint) throws -> Fingerprint {
    try a.merged(with: b, name: "x", toolVersion: "test")
  }

  @Test("is commutative and associative", arguments: UInt64(1)...3)
  func laws(_ seed: UInt64) throws {
    let input = FingerprintHeader.InputDigest(name: "é", bytes: 3, sha256: "ab")
    let other = FingerprintHeader.InputDigest(name: "e\u{301}", bytes: 3, sha256: "ab")
    let a = try InventedCorpus(5, seed: seed).builder().invented(inputs: [input])
    let b = try InventedCorpus(7, seed: seed + 10).builder().invented(
      inputs: [other, input], skipped: SkippedRecords(malformed: 2, notText: 1))
    let c = try InventedCorpus(3, words: 200, seed: seed + 20).fingerprint()
    #expect(try merged(a, b).encoded() == merged(b, a).encoded())
    #expect(try merged(merged(a, b), c).encoded() == merged(a, merged(b, c)).encoded())
    let none = try InventedCorpus([]).fingerprint()
    #expect(try merged(a, none).encoded() == a.encoded())
    #expect(try merged(a, b).header.skipped == SkippedRecords(malformed: 2, notText: 1))
    #expect(try merged(a, b).header.inputs.count == 3)
  }

  @Test("gives the fingerprint of all documents, however they were dealt out", arguments: UInt64(1)...4)
  func partitions(_ seed: UInt64) throws {
    let corpus = InventedCorpus(24, seed: seed)
    let whole = try corpus.fingerprint()
    var random = SplitMix64(seed: seed)
    let parts = 2 + random.index(below: 5)
    var dealt = [InventedCorpus](repeating: InventedCorpus([]), count: parts)
    for document in corpus.documents.shuffled(using: &random) {
      dealt[random.index(below: parts)].documents.append(document)
    }
    // By fingerprints, and by builders.
    var sum = try dealt[0].fingerprint()
    var builder = try dealt[0].builder()
    for part in dealt.dropFirst() {
      sum = try merged(sum, part.fingerprint())
      try builder.merge(part.builder())
    }
    #expect(sum.encoded() == whole.encoded())
    #expect(sum == whole)
    #expect(builder.invented().encoded() == whole.encoded())
    #expect(whole.sums.documents == 24)
    #expect(whole.sums.words == whole.header.words && whole.sums.tokens == whole.header.tokens)
  }

  @Test("of copies of a builder that several tasks filled gives the same bytes in any order")
  func concurrency() async throws {
    let corpus = InventedCorpus(40, seed: 9)
    let expected = try corpus.fingerprint().encoded()
    let template = try InventedCorpus.builder.get()
    let workers = 4
    let filled = try await withThrowingTaskGroup(of: FingerprintBuilder.self) { group in
      for worker in 0..<workers {
        let share = corpus.documents.indices.filter { $0 % workers == worker }.map { corpus.documents[$0] }
        group.addTask { try InventedCorpus(share).builder(template) }
      }
      var filled: [FingerprintBuilder] = []
      for try await builder in group { filled.append(builder) }
      return filled
    }
    #expect(filled.count == workers)
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      var sum = template
      for worker in order { try sum.merge(filled[worker]) }
      #expect(sum.invented().encoded() == expected)
    }
  }

  @Test("drops a vendor and a date that the two do not share, and takes the name that is given")
  func notes() throws {
    let a = try InventedCorpus(2, seed: 1).fingerprint("a")
    var b = try InventedCorpus(2, seed: 2).fingerprint("b")
    b.header.vendor = "somebody"
    b.header.created = nil
    let sum = try a.merged(with: b, name: "both", toolVersion: "9")
    #expect(sum.header.name == "both" && sum.header.toolVersion == "9")
    #expect(sum.header.vendor == nil && sum.header.created == nil)
    #expect(sum.renamed("c").header.name == "c")
    #expect(try merged(a, a).header.vendor == "nobody")
  }

  static let mismatches: [(String, @Sendable (inout FingerprintParameters) -> Void)] = [
    ("normalization", { $0.normalization = "x" }), ("tokenizer", { $0.tokenizer = "x" }),
    ("unicode", { $0.unicode = "x" }), ("hash", { $0.hash = "x" }), ("seed", { $0.seed = 1 }),
    ("vocabulary", { $0.vocabularyDigest = "x" }), ("features", { $0.features = 1 }),
    ("halfWeightWords", { $0.halfWeightWords = 1 }), ("minHashBins", { $0.minHashBins = 1 }),
    ("fracMinHashCapacity", { $0.fracMinHashCapacity = 1 }),
  ]

  @Test("is refused where a parameter differs, and names it and the remedy", arguments: mismatches.map(\.0))
  func mismatch(_ field: String) throws {
    let change = try #require(Self.mismatches.first { $0.0 == field }?.1)
    let a = try InventedCorpus(2, seed: 1).fingerprint()
    var b = a
    change(&b.header.parameters)
    let error = try #require(throws: FingerprintMismatch.self) { try merged(a, b) }
    #expect(error.field == field)
    #expect(error.left != error.right)
    #expect(error.description.hasPrefix("\(field) differs ("))
    #expect(error.description.contains("--vocabulary") == (field == "vocabulary"))
    #expect(!error.description.contains("\n"))
  }

  @Test("does not mind what a vocabulary is called")
  func vocabularyName() throws {
    let a = try InventedCorpus(2, seed: 1).fingerprint()
    var b = a
    b.header.parameters.vocabularyName = "other"
    #expect(try merged(a, b).header.documents == 4)
  }

  @Test("of builders with different vocabularies is refused")
  func otherVocabulary() throws {
    var a = try InventedCorpus.builder.get()
    let bytes = try InventedVocabulary.bytes(of: [Array("a b c d".utf8)])
    let b = FingerprintBuilder(vocabulary: try Vocabulary(bytes))
    let error = try #require(throws: FingerprintMismatch.self) { try a.merge(b) }
    #expect(error.field == "vocabulary")
  }

  @Test("is refused above the documents that exact sums have room for")
  func tooMany() throws {
    let limit = FeatureScale.maximumDocuments
    var a = try InventedCorpus(2, seed: 1).fingerprint()
    var b = a
    a.header.documents = limit - 1
    b.header.documents = 1
    _ = try merged(a, b)
    b.header.documents = 2
    let error = try #require(throws: TooManyDocuments.self) { try merged(a, b) }
    #expect(error.description.contains("\(limit)"))
    // At the limit the largest sum just fits.
    #expect(!limit.multipliedReportingOverflow(by: 1 << 34).overflow)
    #expect((limit + 1).multipliedReportingOverflow(by: 1 << 34).overflow)
  }
}
