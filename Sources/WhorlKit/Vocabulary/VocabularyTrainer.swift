/// Computes a vocabulary: of each channel the n-grams that most documents hold.
///
/// Two passes over the same documents: ``count(_:)`` all of them, then ``finishCounting(size:)``, then
/// ``collectText(_:)`` until it returns true. The second pass is only for the features' text, so that
/// the first need not keep the text of millions that will not be chosen.
///
/// - Complexity: O(n) in the bytes of the documents; memory for every distinct n-gram, about 40 bytes
///   each.
public struct VocabularyTrainer: Sendable {
  private let functionWords: FunctionWords
  private var extractor: FeatureExtractor
  private var counter = FrequencySink()
  private var documents: UInt64 = 0
  private var chosen: [[(hash: UInt64, documents: UInt64)]] = []
  private var collector = TextSink()

  /// A trainer that masks by `functionWords`.
  public init(functionWords: FunctionWords) {
    self.functionWords = functionWords
    extractor = FeatureExtractor(functionWords: functionWords)
  }

  private struct FrequencySink: FeatureSink, Sendable {
    var inDocument: [[UInt64]] = Channel.vocabularyChannels.map { _ in [] }
    var documents: [[UInt64: UInt64]] = Channel.vocabularyChannels.map { _ in [:] }

    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      inDocument[channel.ordinal].append(hash)
    }

    mutating func endDocument() {
      for channel in inDocument.indices {
        inDocument[channel].sort()
        var previous: UInt64?
        for hash in inDocument[channel] where hash != previous {
          documents[channel][hash, default: 0] += 1
          previous = hash
        }
        inDocument[channel].removeAll(keepingCapacity: true)
      }
    }
  }

  private struct TextSink: FeatureSink, Sendable {
    struct Occurrence: Sendable {
      let channel: Channel
      let hash: UInt64
      let first: Int
      let last: Int
    }

    var wanted: [Set<UInt64>] = []
    var found: [Occurrence] = []
    var texts: [[UInt64: String]] = Channel.vocabularyChannels.map { _ in [:] }

    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      if wanted[channel.ordinal].remove(hash) != nil {
        found.append(Occurrence(channel: channel, hash: hash, first: first, last: last))
      }
    }
  }

  /// Counts the n-grams of one document.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  public mutating func count(_ document: Span<UInt8>) throws(TokenizationError) {
    let range = TextNormalization.trimmedRange(of: document)
    guard !range.isEmpty else { return }
    _ = try extractor.extract(document.extracting(range), into: &counter)
    counter.endDocument()
    documents += 1
  }

  /// Chooses the features: by falling document frequency, then rising hash.
  ///
  /// - Parameter size: The number of features to keep of each channel.
  public mutating func finishCounting(size: (Channel) -> Int = { $0.defaultVocabularySize }) {
    chosen = Channel.vocabularyChannels.map { channel in
      let frequent = counter.documents[channel.ordinal].filter { $0.value > 1 || documents == 1 }
      let ranked = frequent.sorted { a, b in a.value != b.value ? a.value > b.value : a.key < b.key }
      return ranked.prefix(max(0, size(channel))).map { (hash: $0.key, documents: $0.value) }
    }
    collector.wanted = chosen.map { features in Set(features.map(\.hash)) }
    counter = FrequencySink()
  }

  /// Looks for the text of chosen features in one document; true when none is missing any more.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  public mutating func collectText(_ document: Span<UInt8>) throws(TokenizationError) -> Bool {
    let range = TextNormalization.trimmedRange(of: document)
    guard !range.isEmpty else { return false }
    let text = document.extracting(range)
    _ = try extractor.extract(text, into: &collector)
    for occurrence in collector.found {
      collector.texts[occurrence.channel.ordinal][occurrence.hash] = FeatureText.text(
        of: occurrence.channel, hash: occurrence.hash, first: occurrence.first, last: occurrence.last,
        tokens: extractor.tokens, functionWords: functionWords, in: text)
    }
    collector.found.removeAll(keepingCapacity: true)
    return collector.wanted.allSatisfy(\.isEmpty)
  }

  /// The bytes of the vocabulary's file.
  public func encoded(name: String, sources: [String], corpora: Int) -> [UInt8] {
    let channels = chosen.enumerated().map { ordinal, features in
      features.map { feature in
        VocabularyFeature(
          hash: feature.hash, documents: feature.documents,
          text: collector.texts[ordinal][feature.hash] ?? "")
      }
    }
    return Vocabulary.encode(
      name: name, sources: sources, corpora: corpora, documents: documents, functionWords: functionWords,
      channels: channels)
  }
}
