import Testing

@testable import WhorlKit

@Suite("The vocabulary's file")
struct VocabularyFileTests {
  static let bytes = Result { try InventedVocabulary.bytes(of: InventedVocabulary.documents) }

  private func reencoded(_ vocabulary: Vocabulary) -> [UInt8] {
    Vocabulary.encode(
      name: vocabulary.name, sources: vocabulary.sources, corpora: vocabulary.corpora,
      documents: vocabulary.documents, functionWords: vocabulary.functionWords, channels: vocabulary.channels)
  }

  @Test("is the same after decoding and encoding")
  func identity() throws {
    let bytes = try Self.bytes.get()
    let vocabulary = try Vocabulary(bytes)
    #expect(reencoded(vocabulary) == bytes)
    #expect(vocabulary.name == "invented")
    #expect(vocabulary.sources == ["tests, CC0"])
    #expect(vocabulary.functionWords == InventedVocabulary.functionWords)
  }

  @Test("is named by the SHA-256 of its bytes")
  func digest() throws {
    // FIPS 180-4, the example of one block.
    #expect(
      Vocabulary.digest(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let bytes = try Self.bytes.get()
    #expect(try Vocabulary(bytes).digest == Vocabulary.digest(of: bytes))
  }

  @Test("is built in, complete, without repeats and with a text for every feature")
  func shipped() throws {
    let bytes = Vocabulary.shippedBytes()
    let shipped = try Vocabulary.shipped()
    #expect(reencoded(shipped) == bytes)
    #expect(shipped.digest == Vocabulary.digest(of: bytes))
    #expect(shipped.channels.map(\.count) == [2000, 2000, 2000, 1000, 2000, 500])
    #expect(shipped.layout.count == 9500 + FormatFeature.allCases.count)
    for features in shipped.channels {
      #expect(Set(features.map(\.hash)).count == features.count)
      #expect(features.allSatisfy { !$0.text.isEmpty && $0.documents > 0 })
    }
    #expect(!shipped.functionWords.words.isEmpty)
    for feature in shipped.channels[0] {
      let token = Tokenizer.hash(ofWord: feature.text)
      #expect(NGramHash.hash([token].span, seed: Channel.w1.seed) == feature.hash, "\(feature.text)")
    }
  }

  @Test("is refused when it is cut short anywhere")
  func truncation() throws {
    let bytes = try Self.bytes.get()
    for count in 0..<bytes.count {
      #expect(throws: FileFormatError.self) { try Vocabulary(Array(bytes.prefix(count))) }
    }
    #expect(throws: FileFormatError.self) { try Vocabulary(bytes + [0]) }
  }

  @Test("is refused when a bit is flipped")
  func bitFlips() throws {
    let bytes = try Self.bytes.get()
    for bit in stride(from: 0, to: bytes.count * 8, by: 61) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: FileFormatError.self) { try Vocabulary(damaged) }
    }
  }

  struct Contradiction: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What is written into the section of the channel w1.
    let features: [VocabularyFeature]
  }

  @Test(
    "is refused when its features contradict each other, whatever the checksums say",
    arguments: [
      Contradiction(
        testDescription: "a repeated hash",
        features: [.init(hash: 9, documents: 3, text: "a"), .init(hash: 9, documents: 2, text: "b")]),
      Contradiction(
        testDescription: "a repeated feature",
        features: [.init(hash: 9, documents: 3, text: "a"), .init(hash: 9, documents: 3, text: "a")]),
      Contradiction(
        testDescription: "rising frequency",
        features: [.init(hash: 9, documents: 2, text: "a"), .init(hash: 10, documents: 3, text: "b")]),
      Contradiction(
        testDescription: "falling hash",
        features: [.init(hash: 9, documents: 3, text: "a"), .init(hash: 8, documents: 3, text: "b")]),
      Contradiction(
        testDescription: "more documents than there are",
        features: [.init(hash: 9, documents: 5, text: "a")]),
      Contradiction(
        testDescription: "hashes that no index can hold",
        features: [
          .init(
            hash: NGramHash.hash([0x1234 << 48].span, seed: Channel.w1.seed), documents: 3, text: "a"),
          .init(
            hash: NGramHash.hash([0x1234 << 48 | 1 << 45].span, seed: Channel.w1.seed), documents: 2,
            text: "b"),
        ]),
    ])
  func contradictions(_ contradiction: Contradiction) throws {
    let none: [[VocabularyFeature]] = [[], [], [], [], []]
    func encoded(_ features: [VocabularyFeature]) -> [UInt8] {
      Vocabulary.encode(
        name: "x", sources: [], corpora: 1, documents: 4, functionWords: FunctionWords([]),
        channels: [features] + none)
    }
    // What is refused is the contradiction, and not the way it is written.
    _ = try Vocabulary(
      encoded([.init(hash: 9, documents: 4, text: "a"), .init(hash: 8, documents: 3, text: "b")]))
    let error = try #require(throws: FileFormatError.self) {
      try Vocabulary(encoded(contradiction.features))
    }
    #expect(error.code == .damaged)
    #expect(error.description.contains("'w1'"))
  }

  @Test(
    "is refused when its function words are out of order, repeated or not folded",
    arguments: [["b", "a"], ["a", "a"], ["A"], ["", "a"]])
  func functionWords(_ words: [String]) throws {
    let file = try SectionedFile(try Self.bytes.get(), kind: .vocabulary, newest: 1)
    var writer = ByteWriter()
    writer.append(varint: UInt64(words.count))
    for word in words { writer.append(string: word) }
    let error = try #require(throws: FileFormatError.self) {
      try Vocabulary(file.replacing(section: "function-words", with: writer.bytes).encoded())
    }
    #expect(error.description.contains("'function-words'"))
  }

  @Test("is refused when it lacks a section or a field, and says which")
  func missing() throws {
    let file = try SectionedFile(try Self.bytes.get(), kind: .vocabulary, newest: 1)
    for section in file.sections {
      let error = try #require(throws: FileFormatError.self) {
        try Vocabulary(file.removing(section: section.name).encoded())
      }
      #expect(error.description.contains("'\(section.name)'"))
    }
    for field in file.header.keys.sorted() {
      for value in [nil, HeaderValue.list([.number(1)])] {
        let error = try #require(throws: FileFormatError.self) {
          try Vocabulary(file.replacing(field: field, with: value).encoded())
        }
        #expect(error.description.contains("'\(field)'"))
      }
    }
  }

  @Test(
    "of another tokenizer is refused, and the error says in what it differs",
    arguments: ["normalization", "tokenizer", "unicode", "hash"])
  func otherVersion(_ field: String) throws {
    let file = try SectionedFile(try Self.bytes.get(), kind: .vocabulary, newest: 1)
    let error = try #require(throws: FileFormatError.self) {
      try Vocabulary(file.replacing(field: field, with: .text("other/9")).encoded())
    }
    #expect(error.code == .newerVersion)
    #expect(error.description.contains("\(field) 'other/9'"))
  }
}
