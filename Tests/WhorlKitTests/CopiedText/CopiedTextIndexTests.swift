import Foundation
import Testing

@testable import WhorlKit

@Suite("An index of copied text")
struct CopiedTextIndexTests {
  private static func file(_ index: CopiedTextIndex) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try index.write { piece in piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
    return bytes
  }

  private static func built(_ corpora: [(String, [InventedDocument])], keepsText: Bool = true) throws
    -> CopiedTextIndex
  {
    try InventedDocument.index(corpora, keepsText: keepsText)
  }

  @Test("reads what it wrote, with or without text", arguments: [true, false])
  func roundTrip(keepsText: Bool) throws {
    let corpora = [("a", InventedDocument.soup(40, seed: 1)), ("b", InventedDocument.soup(30, seed: 2))]
    let index = try Self.built(corpora, keepsText: keepsText)
    let bytes = try Self.file(index)
    let read = try CopiedTextIndex(ByteRegion(bytes))
    #expect(read.header == index.header)
    #expect(try Self.file(read) == bytes)
    #expect(read.header.referenceNames == ["a", "b"])
    #expect(read.id(41) == "b-1")
    #expect((try read.withText(3) { $0.count } != nil) == keepsText)
  }

  @Test("of parts that are merged is that of one build, whatever the parts")
  func merge() throws {
    let a = (
      "a", InventedDocument.soup(40, seed: 1) + InventedDocument.copies(of: "one two three four five six", 9)
    )
    let b = ("b", InventedDocument.soup(25, seed: 1) + InventedDocument.soup(10, seed: 3))
    let c = ("c", InventedDocument.copies(of: "one two three four five six", 3))
    let whole = try Self.file(try Self.built([a, b, c]))
    for parts in [[[a, b], [c]], [[a], [b, c]], [[a], [b], [c]]] {
      var builder = try CopiedTextIndexBuilder(
        parameters: try InventedDocument.parameters(), storage: MemoryStorage())
      for part in parts {
        try builder.append(try CopiedTextIndex(ByteRegion(try Self.file(try Self.built(part)))))
      }
      #expect(try Self.file(try builder.finish(toolVersion: "test")) == whole)
    }
  }

  @Test("of digests whose memory was used before is that of new ones")
  func reusedDigests() throws {
    let (first, second) = (InventedDocument.soup(40, seed: 5), InventedDocument.soup(30, seed: 6))
    let parameters = try InventedDocument.parameters()
    var digests = DocumentDigests(parameters: parameters, functionWords: nil)
    var builder = try CopiedTextIndexBuilder(parameters: parameters, storage: MemoryStorage())
    for documents in [first, second] {
      digests.removeAll()
      #expect(digests.count == 0)
      for document in documents {
        let (text, prompt) = (Array(document.text.utf8), Array(document.prompt.utf8))
        try digests.add(text.span, prompt: prompt.span, id: prompt.span)
      }
      try builder.append(digests)
    }
    var expected = try CopiedTextIndexBuilder(parameters: parameters, storage: MemoryStorage())
    var fresh = DocumentDigests(parameters: parameters, functionWords: nil)
    for document in first + second {
      let (text, prompt) = (Array(document.text.utf8), Array(document.prompt.utf8))
      try fresh.add(text.span, prompt: prompt.span, id: prompt.span)
    }
    try expected.append(fresh)
    let bytes = try Self.file(try expected.finish(toolVersion: "test"))
    #expect(try Self.file(try builder.finish(toolVersion: "test")) == bytes)
  }

  @Test("does not depend on how documents come in batches")
  func batches() throws {
    let documents = InventedDocument.soup(50, seed: 4)
    var bytes: [[UInt8]] = []
    for size in [1, 7, 50] {
      var builder = try CopiedTextIndexBuilder(
        parameters: try InventedDocument.parameters(), storage: MemoryStorage())
      builder.beginReference("x")
      for start in stride(from: 0, to: documents.count, by: size) {
        try builder.append(
          try InventedDocument.digests(Array(documents[start..<min(start + size, documents.count)])))
      }
      bytes.append(try Self.file(try builder.finish(toolVersion: "test")))
    }
    #expect(bytes[0] == bytes[1] && bytes[1] == bytes[2])
  }

  @Test("finds as candidates exactly the pairs that agree in enough bands or seeds")
  func candidates() throws {
    let documents = InventedDocument.soup(60, seed: 5, vocabulary: 60)
    let index = try Self.built([("x", documents)])
    let digests = try InventedDocument.digests(documents)
    let bands = index.header.parameters.bands
    #expect(bands.rows == 1)
    var found: [[Int]] = []
    index.forEachCandidates(of: digests, rule: .init(bands: 3, seeds: 2)) { _, candidates in
      found.append(candidates.map(\.document))
    }
    var anyPair = false
    for a in 0..<documents.count {
      let expected = (0..<documents.count).filter { b in
        let agreeing = (0..<128).count {
          digests.signatures[a * 128 + $0] == digests.signatures[b * 128 + $0]
        }
        let seeds = InventedDocument.seeds(digests, a).intersection(InventedDocument.seeds(digests, b)).count
        anyPair = anyPair || (a != b && agreeing >= 3)
        return agreeing >= 3 || seeds >= 2
      }
      #expect(found[a] == expected)
    }
    #expect(anyPair)
  }

  @Test("is refused where any byte of it is changed, and names the section")
  func damage() throws {
    let bytes = try Self.file(try Self.built([("a", InventedDocument.soup(6, seed: 6))]))
    for place in stride(from: 0, to: bytes.count, by: 61) {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(changed)) }
    }
    var changed = bytes
    changed[bytes.count - 5] ^= 1
    let error = try #require(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(changed)) }
    #expect(error.description.contains("section 'texts'"))
    for length in [0, 3, 15, 16, 40, 2000, bytes.count - 1] {
      #expect(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(Array(bytes[..<length]))) }
    }
    #expect(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(bytes + [0])) }
  }

  @Test("that is opened for lookups is checked but for its texts, and each text when it is read")
  func damagedText() throws {
    let documents = InventedDocument.soup(12, seed: 9)
    let bytes = try Self.file(try Self.built([("a", documents)]))
    let text = Array(documents[7].text.utf8)
    let place = try #require(
      (0...bytes.count - text.count).first { Array(bytes[$0..<$0 + text.count]) == text })
    for offset in [0, text.count - 1] {
      var changed = bytes
      changed[place + offset] ^= 1
      #expect(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(changed)) }
      let index = try CopiedTextIndex(ByteRegion(changed), checks: .lookups, name: "my.index")
      #expect(try index.withText(6) { $0.count } == documents[6].text.utf8.count)
      let error = try #require(throws: CopiedTextError.self) { try index.withText(7) { $0.count } }
      #expect(error == .damagedText(index: "my.index", document: 7))
      #expect("\(error)".contains("my.index is damaged in its section 'texts' (document 7"))
      let matcher = CopiedTextMatcher(indexes: [index], thresholds: CopiedTextThresholds())
      #expect(throws: CopiedTextError.self) {
        try matcher.findings(in: try InventedDocument.digests(documents), prompts: documents.map { _ in [] })
      }
    }
    // Everything in front of the texts is checked at once.
    let texts = documents.reduce(0) { $0 + $1.text.utf8.count }
    for place in stride(from: 0, to: bytes.count - texts - 8, by: 97) {
      var changed = bytes
      changed[place] ^= 4
      #expect(throws: FileFormatError.self) {
        try CopiedTextIndex(ByteRegion(changed), checks: .lookups)
      }
    }
  }

  @Test("of another definition of signatures is refused by its name, with what to do")
  func olderSignature() throws {
    let bytes = try Data(contentsOf: FixtureFile.folder.appending(path: "minhash32-1.whorlindex"))
    for checks in [CopiedTextIndexChecks.all, .lookups, .overlap, .none] {
      let error = try #require(throws: FileFormatError.self) {
        try CopiedTextIndex(ByteRegion(Array(bytes)), checks: checks)
      }
      #expect(error.code == .newerVersion)
      #expect(
        error.description
          == "was made with signature whorl-minhash32/1 and this whorl has whorl-minhash32/2: make it again with "
          + "'whorl index'")
    }
  }

  @Test("of more documents than a block holds gives back the signature and the words of each")
  func blocks() throws {
    let documents = InventedDocument.soup(CopiedTextIndexBuilder.blockSize + 70, seed: 31)
    let index = try Self.built([("x", documents)])
    let read = try CopiedTextIndex(ByteRegion(try Self.file(index)))
    var extractor = SignatureExtractor()
    var row = [UInt32](repeating: 0, count: MinHashSignature.valueCount)
    for document in [0, 1, 4094, 4095, 4096, 4097, documents.count - 1] {
      let text = Array(documents[document].text.utf8)
      let signature = try #require(try extractor.signature(of: text.span))
      read.copySignature(document, into: &row)
      #expect(row == signature.values)
      #expect(read.jaccardEstimate(document, signature.values, at: 0) == 1)
      #expect(read.contentHash(document) == (try WordSequence(text.span)).contentHash)
    }
  }

  @Test("of version 2 is read where its signatures lie as they do now, and refused where not")
  func olderVersion() throws {
    let small = try Data(contentsOf: FixtureFile.folder.appending(path: "small-2.whorlindex"))
    #expect(try CopiedTextIndex(ByteRegion(Array(small))).count == 3)
    let documents = InventedDocument.soup(CopiedTextIndexBuilder.blockSize + 1, seed: 32)
    let bytes = try Self.file(try Self.built([("x", documents)]))
    let length = try #require(SectionedFile.headerLength(bytes[..<SectionedFile.prefixLength])) - 8
    var older = bytes
    older[8] = 2
    var sum = StableHash.bytes(Array(older[..<length]).span, seed: 0)
    for place in length..<length + 8 {
      older[place] = UInt8(truncatingIfNeeded: sum)
      sum >>= 8
    }
    let error = try #require(throws: FileFormatError.self) { try CopiedTextIndex(ByteRegion(older)) }
    #expect(error.code == .olderVersion && error.description.hasSuffix("make it again with 'whorl index'"))
  }

  @Test("has bytes that do not change, and is read for ever after")
  func golden() throws {
    let index = try Self.built(
      [
        ("a", [InventedDocument(text: "Moss drinks through its leaves and waits.", prompt: "Moss?")]),
        ("b", [InventedDocument(text: "Three words only."), InventedDocument(text: "…")]),
      ])
    try FixtureFile.check("small.whorlindex", equals: try Self.file(index))
    let bytes = try Data(contentsOf: FixtureFile.folder.appending(path: "small.whorlindex"))
    let read = try CopiedTextIndex(ByteRegion(Array(bytes)))
    #expect(read.count == 3 && read.header.members == 1 && read.id(1) == "b-0")
    #expect(try read.withText(1) { $0.count } == 17)
  }

  @Test("finds the documents of a content wherever they are in the order")
  func places() throws {
    let documents =
      InventedDocument.soup(300, seed: 10) + InventedDocument.copies(of: "one two three four five six", 500)
    let index = try Self.built([("a", documents)], keepsText: false)
    for document in stride(from: 0, to: 800, by: 7) {
      let content = index.contentHash(document)
      let expected = (0..<800).filter { index.contentHash($0) == content }
      let places = index.places(ofContent: content)
      #expect(places.map { Int(index.order.halfWord($0)) } == expected)
    }
    for content in [1, 1 << 63, UInt64.max] { #expect(index.places(ofContent: content).isEmpty) }
    #expect(index.places(ofContent: 0).isEmpty)
  }

  @Test("finds candidates among its own documents as it does for a batch of them")
  func ownCandidates() throws {
    let documents = InventedDocument.soup(80, seed: 11, vocabulary: 50)
    let index = try Self.built([("x", documents)])
    let digests = try InventedDocument.digests(documents)
    let rule = CopiedTextIndex.CandidateRule(bands: 2, seeds: nil, entries: 4)
    var expected: [[Int]] = []
    index.forEachCandidates(of: digests, rule: rule) { document, candidates in
      expected.append(candidates.map(\.document).filter { $0 != document })
    }
    for size in [80, 33] {
      var found: [[Int]] = []
      for start in stride(from: 0, to: 80, by: size) {
        index.forEachCandidates(amongItself: start..<min(80, start + size), rule: rule) {
          document, candidates in
          found.append(candidates.map(\.document).filter { $0 != document })
        }
      }
      #expect(found == expected)
    }
    #expect(expected.contains { !$0.isEmpty })
  }

  @Test("whose tables hold anything at all is looked up without a crash when it is trusted")
  func hostileTables() throws {
    let documents = InventedDocument.soup(20, seed: 7)
    let index = try Self.built([("a", documents)])
    let bytes = try Self.file(index)
    let digests = try InventedDocument.digests(documents)
    var random = SplitMix64(seed: 8)
    for _ in 0..<60 {
      var changed = bytes
      // The header stays, and everything behind it may be anything.
      for _ in 0..<200 {
        changed[6000 + random.index(below: bytes.count - 6000)] = UInt8(truncatingIfNeeded: random.next())
      }
      let hostile = try CopiedTextIndex(ByteRegion(changed), checks: .none)
      let matcher = CopiedTextMatcher(indexes: [hostile], thresholds: CopiedTextThresholds())
      let findings = try matcher.findings(in: digests, prompts: documents.map { Array($0.prompt.utf8) })
      #expect(findings.count == documents.count)
      var overlap = SamePromptOverlap()
      overlap.add(digests)
      _ = overlap.evidence(matcher, seed: 1, permutations: 3)
      var builder = try CopiedTextIndexBuilder(
        parameters: hostile.header.parameters, storage: MemoryStorage())
      _ = try? builder.append(hostile)
    }
  }

  @Test("of other parameters is refused with the field and the option that would help")
  func mismatch() throws {
    let ours = try InventedDocument.parameters()
    let other = CopiedTextParameters(
      bands: try BandPlan(threshold: 0.5, falseNegativeWeight: 0.98), keepsText: true)
    let error = try #require(throws: CopiedTextError.self) { try ours.check(other) }
    #expect(error.description.contains("threshold is 0.5") && error.description.contains("--threshold 0.05"))
    let text = CopiedTextParameters(bands: ours.bands, keepsText: false)
    #expect("\(try #require(throws: CopiedTextError.self) { try ours.check(text) })".contains("--keep-text"))
    let echoes = CopiedTextParameters(bands: ours.bands, removesEchoes: false, keepsText: true)
    #expect(
      "\(try #require(throws: CopiedTextError.self) { try ours.check(echoes) })".contains("--keep-echoes"))
  }

  @Test("keeps one member of a document that is there a hundred thousand times")
  func identical() throws {
    let documents = InventedDocument.copies(of: "the quick brown fox jumps over the lazy dog again", 100_000)
    let index = try Self.built([("a", documents)], keepsText: false)
    #expect(index.count == 100_000 && index.header.members == 1)
    let holders = index.holders(ofContent: index.contentHash(7))
    #expect(holders.count == 1 && holders[0].document == 0 && holders[0].copies == 100_000)
  }
}
