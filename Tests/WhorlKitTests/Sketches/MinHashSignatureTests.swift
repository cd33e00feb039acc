import Testing

@testable import WhorlKit

@Suite("The MinHash signature of a document")
struct MinHashSignatureTests {
  private static let factors: [UInt64] = [
    1, 0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F5, 0x06C4_5D18_8009_454F,
  ]

  /// The definition again: of what falls into a position the smallest, in the first of four rounds in which
  /// something does, and where nothing ever does the smallest that the position's own function makes of all.
  private static func twin(_ hashes: [UInt64]) -> [UInt32] {
    (0..<128).map { position in
      for round in factors {
        let here = hashes.map { $0 &* round }.filter { $0 / (1 << 57) == position }
        if let smallest = here.map({ UInt32(($0 / (1 << 25)) % (1 << 32)) }).min() { return smallest }
      }
      let (factor, increment) = (
        UInt64(MinHashSignature.multipliers[position]), UInt64(MinHashSignature.increments[position])
      )
      return hashes.map { UInt32((($0 % (1 << 32)) * factor + increment) % (1 << 32)) }.min() ?? .max
    }
  }

  private static func signature(_ hashes: [UInt64]) -> MinHashSignature? {
    MinHashSignature(hashes: hashes.span)
  }

  @Test("agrees with its definition", arguments: [1, 2, 5, 40, 128, 400, 511, 513, 5000], [UInt64(1), 2])
  func definition(_ count: Int, seed: UInt64) throws {
    let hashes = SketchTestSets.hashes(count, seed: seed)
    let signature = try #require(Self.signature(hashes))
    #expect(signature.values == Self.twin(hashes))
    #expect(MinHashSignature(values: signature.values) == signature)
    let shuffled = Array(hashes.reversed() + hashes)
    #expect(Self.signature(shuffled) == signature)
  }

  @Test("does not exist for a set of nothing, or of values that no set has")
  func none() {
    let nothing: [UInt64] = []
    #expect(Self.signature(nothing) == nil)
    #expect(MinHashSignature(values: [UInt32](repeating: 0, count: 127)) == nil)
    var table = [UInt32](repeating: 9, count: 128)
    var span = table.mutableSpan
    #expect(!MinHashSignature.sign(nothing.span, into: &span))
    #expect(table.allSatisfy { $0 == 9 })
  }

  @Test("has odd factors, all different, and is the one that files name")
  func definitionName() throws {
    #expect(MinHashSignature.name == "whorl-minhash32/2")
    #expect(Set(MinHashSignature.multipliers).count == 128)
    #expect(MinHashSignature.multipliers.allSatisfy { $0 % 2 == 1 })
    // A change of these bytes is a change of the definition, and wants another name.
    let hashes: [UInt64] = [0, 1, 0x0123_4567_89AB_CDEF, 1 << 57, .max]
    let signature = try #require(Self.signature(hashes))
    let digest = signature.values.reduce(UInt64(0)) { StableHash.combine($0, UInt64($1)) }
    #expect(digest == 11_499_713_996_360_020_631)
  }

  @Test(
    "estimates the Jaccard similarity without bias, with the spread that 128 permutations have",
    arguments: [20, 60, 130, 200, 400, 1000], [0.2, 0.5, 0.8])
  func estimates(_ union: Int, _ jaccard: Double) throws {
    var errors: [Double] = []
    var truth = 0.0
    for seed in UInt64(0)..<400 {
      let pair = SketchTestSets.pair(union: union, jaccard: jaccard, seed: 7000 + seed)
      truth = Double((Double(union) * jaccard).rounded()) / Double(union)
      let a = try #require(Self.signature(pair.a))
      let b = try #require(Self.signature(pair.b))
      errors.append(a.jaccardEstimate(with: b) - truth)
    }
    let mean = errors.reduce(0, +) / 400
    let deviation = (errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    // Four standard errors of the mean; a tenth of the spread for chance.
    #expect(abs(mean) < 4 * deviation / 20)
    #expect(deviation < 1.1 * (truth * (1 - truth) / 128).squareRoot())
  }

  @Test("is made of the shingles of five words, case folded and without punctuation")
  func shingles() throws {
    var extractor = SignatureExtractor()
    let text = Array("The quick, brown fox: jumps over\n\nthe lazy dog 42 times.".utf8)
    let words = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog", "42", "times"]
    let tokens = words.map { Tokenizer.hash(ofWord: $0) }
    let hashes = TwinFeatures.windows(tokens, 5, ShingleLength.five.seed)
    let expected = try #require(Self.signature(hashes))
    #expect(try extractor.signature(of: text.span) == expected)
    #expect(try extractor.withShingleHashes(of: text.span) { $0.count } == 7)

    var table = [UInt32](repeating: 9, count: 200)
    var span = table.mutableSpan
    #expect(try extractor.sign(text.span, into: &span) == 7)
    #expect(Array(table[..<128]) == expected.values)
    #expect(table[128...].allSatisfy { $0 == 9 })
  }

  @Test("does not exist for fewer words than a shingle has", arguments: ["", "one two three four", "…!?"])
  func short(_ text: String) throws {
    var extractor = SignatureExtractor()
    let bytes = Array(text.utf8)
    #expect(try extractor.signature(of: bytes.span) == nil)
    var table = [UInt32](repeating: 9, count: 128)
    var span = table.mutableSpan
    #expect(try extractor.sign(bytes.span, into: &span) == 0)
    #expect(table.allSatisfy { $0 == 9 })
  }
}
