import Testing

@testable import WhorlKit

/// Content that no corpus has, behind checksums that are right.
@Suite("A fingerprint's file that contradicts itself")
struct FingerprintHostileTests {
  /// What the section of one half says, before its features.
  struct Totals {
    var documents: UInt64 = 0
    var words: UInt64 = 0
    var tokens: UInt64 = 0
    var weight: UInt64 = 0
    var squaredWeight: UInt64 = 0
    /// The first feature's sums.
    var feature = FeatureSums.Feature()

    func bytes(features count: Int) -> [UInt8] {
      var writer = ByteWriter()
      for value in [documents, words, tokens, weight, squaredWeight] { writer.append(varint: value) }
      writer.append(varint: feature.documents)
      if feature.documents > 0 {
        writer.append(varint: feature.rate)
        writer.append(varint: feature.squaredRate)
      }
      for _ in 1..<count { writer.append(varint: 0) }
      return writer.bytes
    }
  }

  static let featureCount = Result { try InventedVocabulary.small.layout.count }
  static let empty = Result {
    try SectionedFile(InventedCorpus([]).fingerprint().encoded(), kind: .fingerprint, newest: 1)
  }

  /// A file with these halves and a header that agrees with them.
  private func file(_ halves: Totals...) throws -> [UInt8] {
    var file = try Self.empty.get()
    for (name, half) in zip(["half-a", "half-b"], halves) {
      file = file.replacing(section: name, with: half.bytes(features: try Self.featureCount.get()))
    }
    for (name, value) in [("documents", \Totals.documents), ("words", \.words), ("tokens", \.tokens)] {
      let sum = halves.reduce(UInt64(0)) { $0 &+ $1[keyPath: value] }
      file = file.replacing(field: name, with: .number(sum))
    }
    return file.encoded()
  }

  static let limit = FeatureScale.maximumDocuments

  @Test("is read as long as its totals are possible")
  func possible() throws {
    let plain = Totals(
      documents: 3, words: 30, tokens: 40, weight: 3 << 12, squaredWeight: 3 << 24,
      feature: .init(documents: 3, rate: 3 << 30, squaredRate: 3 << 34))
    #expect(try Fingerprint(try file(plain, plain)).sums.features[0].squaredRate == 6 << 34)
    // The largest that there is does not overflow where its halves are added up, or its counts doubled.
    let most = Totals(
      documents: Self.limit - 1, words: Self.limit << 31, tokens: (Self.limit - 1) << 32,
      weight: (Self.limit - 1) << 12, squaredWeight: (Self.limit - 1) << 24,
      feature: .init(
        documents: Self.limit - 1, rate: (Self.limit - 1) << 30, squaredRate: (Self.limit - 1) << 34))
    let one = Totals(
      documents: 1, words: 1, tokens: 1 << 32, weight: 1 << 12, squaredWeight: 1 << 24,
      feature: .init(documents: 1, rate: 1 << 30, squaredRate: 1 << 34))
    let full = try Fingerprint(try file(most, one))
    #expect(full.sums.features[0].squaredRate == Self.limit << 34)
    #expect(throws: TooManyDocuments.self) { try full.merged(with: full, name: "x", toolVersion: "t") }
  }

  static let impossible: [(String, Totals)] = [
    ("more words than tokens", Totals(documents: 1, words: 2, tokens: 1)),
    ("tokens without documents", Totals(tokens: 1)),
    ("more tokens than documents have room for", Totals(documents: 1, tokens: 1 << 32 + 1)),
    ("more weight than documents", Totals(documents: 1, weight: 4097)),
    ("more squared weight than documents", Totals(documents: 1, squaredWeight: 1 << 24 + 1)),
    ("too many documents", Totals(documents: limit + 1)),
    ("endless documents", Totals(documents: 1 << 62)),
    ("a feature in more documents than there are", Totals(documents: 1, feature: .init(documents: 2))),
    ("a rate without weight", Totals(documents: 1, feature: .init(documents: 1, rate: 1))),
    (
      "a rate above the weight",
      Totals(documents: 1, weight: 10, feature: .init(documents: 1, rate: 10 << 18 + 1))
    ),
    (
      "a squared rate above the weight",
      Totals(documents: 1, weight: 10, feature: .init(documents: 1, squaredRate: 10 << 22 + 1))
    ),
    (
      "the largest rates",
      Totals(documents: 1, weight: 4096, feature: .init(documents: 1, rate: .max, squaredRate: .max))
    ),
  ]

  @Test("is refused for totals that are not possible", arguments: impossible.map(\.0))
  func totals(_ name: String) throws {
    let totals = try #require(Self.impossible.first { $0.0 == name }?.1)
    for (bytes, section) in [(try file(totals, Totals()), "half-a"), (try file(Totals(), totals), "half-b")] {
      let error = try #require(throws: FileFormatError.self) { try Fingerprint(bytes) }
      #expect(error.code == .damaged)
      #expect(error.description.contains("'\(section)'"))
    }
  }

  @Test("is refused where both halves together are too many documents")
  func bothHalves() throws {
    let half = Totals(documents: Self.limit)
    #expect(throws: FileFormatError.self) { try Fingerprint(try file(half, half)) }
    #expect(throws: FileFormatError.self) { try Fingerprint(try file(half, Totals(documents: 1))) }
    _ = try Fingerprint(try file(half, Totals()))
  }

  @Test(
    "is refused where its header counts other documents than its sections",
    arguments: ["documents", "words", "tokens"])
  func header(_ field: String) throws {
    let changed = try Self.empty.get().replacing(field: field, with: .number(1)).encoded()
    let error = try #require(throws: FileFormatError.self) { try Fingerprint(changed) }
    #expect(error.description.contains("header"))
  }

  @Test(
    "is refused for counts so large that adding them up would overflow",
    arguments: ["replacedSequences", "skipped.malformed", "skipped.tooLong", "skipped.empty"])
  func largeCounts(_ field: String) throws {
    let file = try Self.empty.get()
    for count in [1 << 48, 1 << 63, UInt64.max] {
      let changed = file.replacing(field: field, with: .number(count)).encoded()
      #expect(throws: FileFormatError.self) { try Fingerprint(changed) }
    }
    let most = try Fingerprint(file.replacing(field: field, with: .number(1 << 48 - 1)).encoded())
    let sum = try most.merged(with: most, name: "x", toolVersion: "t")
    #expect(sum.header.skipped.total + sum.header.replacedSequences == 2 * (1 << 48 - 1))
  }

  @Test(
    "is refused where its number of features is not that of its sections",
    arguments: [0, 1, 1 << 24, 1 << 24 + 1, 1 << 62, .max] as [UInt64])
  func featureCount(_ count: UInt64) throws {
    let changed = try Self.empty.get().replacing(field: "parameters.features", with: .number(count)).encoded()
    #expect(throws: FileFormatError.self) { try Fingerprint(changed) }
  }

  /// A section of sketches.
  private func sketches(
    bins: UInt64 = 256, values: [Int: UInt64] = [:], capacity: UInt64 = 8192, exponent: UInt64 = 0,
    count: UInt64? = nil, differences: [UInt64] = []
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: bins)
    for bin in 0..<Int(min(bins, 512)) { writer.append(word: values[bin] ?? .max) }
    writer.append(varint: capacity)
    writer.append(varint: exponent)
    writer.append(varint: count ?? UInt64(differences.count))
    for difference in differences { writer.append(varint: difference) }
    return writer.bytes
  }

  @Test("is refused for sketches that no set of shingles has")
  func sketchContradictions() throws {
    let words = Totals(documents: 1, words: 3, tokens: 3)
    let file = try SectionedFile(try file(words, Totals()), kind: .fingerprint, newest: 1)
    func decoded(_ section: [UInt8]) throws -> Fingerprint {
      try Fingerprint(file.replacing(section: "shingles-5", with: section).encoded())
    }
    let kept = try decoded(sketches(values: [1: 1 << 56], differences: [0, 5, 7])).sketches
    #expect(kept.five.fracMinHash.hashes == [0, 5, 12])
    let impossible: [(String, [UInt8])] = [
      ("no bins", sketches(bins: 0)), ("other bins", sketches(bins: 128)),
      ("odd bins", sketches(bins: 255)), ("endless bins", sketches(bins: .max)),
      ("bins beyond memory", sketches(bins: 1 << 50)),
      ("a value in the wrong bin", sketches(values: [1: 1 << 57])),
      ("other capacity", sketches(capacity: 16)), ("endless capacity", sketches(capacity: .max)),
      ("endless exponent", sketches(exponent: .max)), ("too large an exponent", sketches(exponent: 65)),
      ("a hash above the threshold", sketches(exponent: 1, differences: [1 << 63])),
      ("an endless count", sketches(count: .max)),
      ("a count beyond memory", sketches(count: 1 << 50, differences: [1])),
      ("too large a count", sketches(count: 2, differences: [1])),
      ("too small a count", sketches(count: 1, differences: [1, 1])),
      ("a repeated hash", sketches(differences: [4, 0])),
      ("hashes that overflow", sketches(differences: [.max, 2])),
      ("more shingles than words", sketches(differences: [1, 1, 1, 1])),
      ("nothing", []),
    ]
    for (name, section) in impossible {
      let error = try #require(throws: FileFormatError.self, "\(name)") { try decoded(section) }
      #expect(error.code == .damaged && error.description.contains("'shingles-5'"), "\(name): \(error)")
    }
  }

  @Test("is refused where its sketches are not of the header's parameters")
  func sketchParameters() throws {
    for (field, value) in [("minHashBins", UInt64(512)), ("minHashBins", .max), ("fracMinHashCapacity", 16)] {
      let changed = try Self.empty.get().replacing(field: "parameters.\(field)", with: .number(value))
      #expect(throws: FileFormatError.self) { try Fingerprint(changed.encoded()) }
    }
  }

  @Test("is refused, and costs nothing, where it is random bytes behind the right beginning")
  func randomBytes() {
    var random = SplitMix64(seed: 1)
    let start = Array("WHORLF".utf8) + [0x1A, 0x0A, 1, 0, 0, 0]
    for round in 0..<2000 {
      var bytes = Array(start.prefix(5 + round % (start.count - 4)))
      for _ in 0..<random.index(below: 200) { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
      #expect(throws: FileFormatError.self) { try Fingerprint(bytes) }
      #expect(throws: FileFormatError.self) { try Vocabulary(bytes) }
    }
  }

  @Test("is refused where its header is random bytes behind the right checksum")
  func randomHeaders() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<2000 {
      // The first bytes are types, so that some of the header is understood.
      let body = [3] + (0..<random.index(below: 60)).map { _ in UInt8(random.index(below: 6)) }
      #expect(throws: FileFormatError.self) { try Fingerprint(HostileHeader.file(body)) }
    }
  }
}
