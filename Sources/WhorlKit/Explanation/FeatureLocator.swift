/// Finds where features stand in documents, by the same scan that counts them.
///
/// Format features are found where they are marks or words: a rate of lines, or of a length, stands nowhere.
///
/// - Complexity: O(n) in the bytes of the documents.
struct FeatureLocator {
  private let features: [FeatureAttribution]
  private let sinkTemplate: Sink
  private let functionWords: FunctionWords
  private var extractor: FeatureExtractor
  /// The wanted feature of each format feature; nil where it is not wanted.
  private var formatTargets = [Int?](repeating: nil, count: FormatFeature.allCases.count)

  /// What was found, in the order of the features.
  private(set) var found: [FeatureOccurrences]

  private let limit: Int

  /// A locator of `features`, of each of which at most `limit` places are kept.
  init(_ features: [FeatureAttribution], vocabulary: Vocabulary, limit: Int) {
    self.features = features
    self.limit = limit
    functionWords = vocabulary.functionWords
    extractor = FeatureExtractor(functionWords: vocabulary.functionWords)
    found = features.map { _ in FeatureOccurrences() }
    var hashes = Channel.vocabularyChannels.map { _ in [UInt64]() }
    var targets = Channel.vocabularyChannels.map { _ in [Int]() }
    for (index, feature) in features.enumerated() {
      let place = feature.feature - vocabulary.layout.range(of: feature.channel).lowerBound
      if feature.channel == .format {
        formatTargets[place] = index
      } else {
        hashes[feature.channel.ordinal].append(vocabulary.channels[feature.channel.ordinal][place].hash)
        targets[feature.channel.ordinal].append(index)
      }
    }
    sinkTemplate = Sink(indexes: hashes.map(FeatureIndex.init), targets: targets)
  }

  private struct Sink: FeatureSink {
    let indexes: [FeatureIndex]
    let targets: [[Int]]
    var hits: [(target: Int, channel: Channel, first: Int, last: Int)] = []

    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      if let position = indexes[channel.ordinal].position(of: hash) {
        hits.append((targets[channel.ordinal][position], channel, first, last))
      }
    }
  }

  /// Looks through the document at place `number` of the list.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func scan(_ document: [UInt8], number: Int) throws(TokenizationError) {
    let whole = document.span
    let trimmed = TextNormalization.trimmedRange(of: whole)
    guard !trimmed.isEmpty else { return }
    let text = whole.extracting(trimmed)
    var sink = sinkTemplate
    _ = try extractor.extract(text, into: &sink)
    let tokens = extractor.tokens
    var hits = sink.hits.map { hit in
      // Of character n-grams the scan gives the bytes of the last character.
      hit.channel == .c4
        ? (hit.target, FeatureText.characterStart(text, last: hit.last)..<hit.last + 1)
        : (hit.target, Int(tokens[hit.first].start)..<Int(tokens[hit.last].end))
    }
    for token in tokens {
      for target in formatTargets(of: token) {
        hits.append((target, Int(token.start)..<Int(token.end)))
      }
    }
    for (target, range) in hits {
      found[target].add(
        FeatureOccurrences.Place(
          document: number,
          range: range.lowerBound + trimmed.lowerBound..<range.upperBound + trimmed.lowerBound),
        limit: limit)
    }
  }

  private func formatTargets(of token: Token) -> [Int] {
    var counted: [FormatFeature?] = [FormatRates.feature(of: token.kind)]
    if token.kind == .word {
      counted.append(FormatRates.feature(of: token.casing))
      if token.end - token.start >= FormatRates.longWordBytes { counted.append(.longWords) }
    }
    if token.kind.isWordLike, functionWords.index.position(of: token.hash) != nil {
      counted.append(.functionWords)
    }
    return counted.compactMap { $0.flatMap { formatTargets[$0.rawValue] } }
  }
}
