import Crypto

/// The vocabulary's file, format version 1; specified in `docs/fingerprint-format.md`.
extension Vocabulary {
  /// The newest format version that is read, and the one that is written.
  public static let formatVersion: UInt32 = 1

  private static let functionWordSection = "function-words"

  /// The bytes of a vocabulary's file. Its digest is that of these bytes.
  static func encode(
    name: String, sources: [String], corpora: Int, documents: UInt64, functionWords: FunctionWords,
    channels: [[VocabularyFeature]]
  ) -> [UInt8] {
    var words = ByteWriter()
    words.append(varint: UInt64(functionWords.words.count))
    for word in functionWords.words { words.append(string: word) }
    var sections = [SectionedFile.Section(name: functionWordSection, bytes: words.bytes)]
    for (channel, features) in zip(Channel.vocabularyChannels, channels) {
      var writer = ByteWriter()
      writer.append(varint: UInt64(features.count))
      for feature in features {
        writer.append(word: feature.hash)
        writer.append(varint: feature.documents)
        writer.append(string: feature.text)
      }
      sections.append(SectionedFile.Section(name: channel.rawValue, bytes: writer.bytes))
    }
    let header: [String: HeaderValue] = [
      "name": .text(name),
      "sources": .list(sources.map { .text($0) }),
      "corpora": .number(UInt64(corpora)),
      "documents": .number(documents),
      "normalization": .text(TextNormalization.profile),
      "tokenizer": .text(Tokenizer.version),
      "unicode": .text(Tokenizer.unicodeVersion),
      "hash": .text(StableHash.name),
    ]
    let file = SectionedFile(kind: .vocabulary, version: formatVersion, header: header, sections: sections)
    return file.encoded()
  }

  /// Reads a vocabulary's file and checks every checksum.
  ///
  /// - Throws: ``FileFormatError``, also where the vocabulary was made for another tokenizer, whose
  ///   hashes would never be met.
  public init(_ bytes: [UInt8]) throws(FileFormatError) {
    let file = try SectionedFile(bytes, kind: .vocabulary, newest: Self.formatVersion)
    let header = HeaderFields(file.header)
    let expected = [
      ("normalization", TextNormalization.profile), ("tokenizer", Tokenizer.version),
      ("unicode", Tokenizer.unicodeVersion), ("hash", StableHash.name),
    ]
    for (field, value) in expected where try header.text(field) != value {
      throw FileFormatError(
        .newerVersion, "was made with \(field) '\(try header.text(field))' and this whorl has '\(value)'")
    }
    var sources: [String] = []
    for value in try header.list("sources") {
      guard case .text(let source) = value else {
        throw FileFormatError(.damaged, "is damaged in its header (field 'sources')")
      }
      sources.append(source)
    }
    let documents = try header.number("documents")
    var channels: [[VocabularyFeature]] = []
    var words = FunctionWords([])
    var section = Self.functionWordSection
    do {
      words = try Self.readWords(try file.section(section))
      for channel in Channel.vocabularyChannels {
        section = channel.rawValue
        channels.append(try Self.readFeatures(try file.section(section), documents: documents))
      }
    } catch let error as ByteReader.Malformed {
      throw FileFormatError(section: section, error)
    } catch let error as FileFormatError {
      throw error
    } catch {
      throw FileFormatError(.damaged, "is damaged in its section '\(section)'")
    }
    self.init(
      name: try header.text("name"), digest: Self.digest(of: bytes), sources: sources,
      corpora: Int(clamping: try header.number("corpora")), documents: documents,
      functionWords: words, channels: channels)
    for channel in Channel.vocabularyChannels where !indexes.isComplete(channel) {
      throw FileFormatError(section: channel.rawValue, Self.fallTogether)
    }
  }

  private static func readWords(_ bytes: [UInt8]) throws(ByteReader.Malformed) -> FunctionWords {
    var reader = ByteReader(bytes[...])
    var words: [String] = []
    for _ in 0..<(try reader.count(bytesEach: 1)) { words.append(try reader.string()) }
    try reader.finish()
    let functionWords = FunctionWords(words)
    guard functionWords.words.elementsEqual(words, by: { $0.utf8.elementsEqual($1.utf8) }) else {
      throw ByteReader.Malformed(reason: "its words are not folded, ascending and distinct")
    }
    guard functionWords.index.isComplete else { throw fallTogether }
    return functionWords
  }

  private static func readFeatures(
    _ bytes: [UInt8], documents: UInt64
  ) throws(ByteReader.Malformed) -> [VocabularyFeature] {
    var reader = ByteReader(bytes[...])
    var features: [VocabularyFeature] = []
    for _ in 0..<(try reader.count(bytesEach: 10)) {
      let feature = VocabularyFeature(
        hash: try reader.word(), documents: try reader.varint(), text: try reader.string())
      guard feature.documents <= documents else {
        throw ByteReader.Malformed(reason: "a feature is in more documents than there are")
      }
      if let last = features.last {
        guard (documents - last.documents, last.hash) < (documents - feature.documents, feature.hash) else {
          throw ByteReader.Malformed(reason: "its features are out of order")
        }
      }
      features.append(feature)
    }
    guard features.count <= 1 << 20 else { throw ByteReader.Malformed(reason: "too many features") }
    try reader.finish()
    let hashes = features.map(\.hash)
    guard Set(hashes).count == hashes.count else {
      throw ByteReader.Malformed(reason: "a hash is repeated")
    }
    return features
  }

  private static let fallTogether = ByteReader.Malformed(
    reason: "its hashes fall together as no hashes of text do")

  static func digest(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
