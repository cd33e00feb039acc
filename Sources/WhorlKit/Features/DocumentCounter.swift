/// Counts the vocabulary's features in one document after the other and adds them up.
///
/// - Complexity: O(n) in the bytes of a document, plus O(1) for each distinct feature that it holds.
struct DocumentCounter: Sendable {
  /// The sketches of all documents.
  var sketches = ShingleSketches()

  /// Whether the features of each document are kept in ``row``.
  var keepsRows = false
  /// The last document, if rows are kept.
  private(set) var row: DocumentRow?

  private static let orderSeed = StableHash.text("whorl/row-order", seed: 0)
  private var rowFeatures: [Int32] = []
  private var rowRates: [Float] = []
  private let indexes: ChannelIndexes
  private let formatStart: Int
  private let formatSlot: Int
  /// What documents are added to, with none in it.
  let empty: FeatureAccumulator
  private var extractor: FeatureExtractor
  private var sums = NGramSums()
  private var characters = CharacterFourGrams()
  private var tally: FeatureTally
  private var format = FormatRates()
  private var filter = ShingleFilter()

  /// A counter for the features of `vocabulary`.
  init(vocabulary: Vocabulary) {
    indexes = vocabulary.indexes
    formatStart = vocabulary.layout.range(of: .format).lowerBound
    extractor = FeatureExtractor(functionWords: vocabulary.functionWords)
    tally = FeatureTally(slotCounts: indexes.slotCounts)
    formatSlot = indexes.features.count
    empty = FeatureAccumulator(
      places: indexes.features + vocabulary.layout.range(of: .format).map(Int32.init(truncatingIfNeeded:)),
      sums: FeatureSums(featureCount: vocabulary.layout.count))
  }

  /// Counts `document` and adds it to `sums`, which began as ``empty``; false, and nothing added, if nothing but white space is
  /// in it.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func add(
    _ document: Span<UInt8>, to sums: inout FeatureAccumulator, replaced: inout UInt64
  ) throws(TokenizationError) -> Bool {
    let range = TextNormalization.trimmedRange(of: document)
    guard !range.isEmpty else { return false }
    let text = document.extracting(range)
    var shape = try extractor.prepare(text)
    let (wordArray, maskedArray) = (extractor.words, extractor.masked)
    let words = wordArray.span.extracting(0..<shape.words)
    self.sums.sum(words: words, masked: maskedArray.span.extracting(0..<shape.tokens))
    let ends = countNGrams(text, words, &shape)
    filter.add(words, of: &self.sums, to: &sketches)
    let tokens = extractor.tokens
    format.count(
      tokens: tokens.span, functionWords: shape.functionWords, leadingWhiteSpace: range.lowerBound > 0,
      trailingWhiteSpace: range.upperBound < document.count)
    let weight = FeatureScale.weight(words: shape.words)
    replaced += UInt64(shape.replacedSequences)
    rowFeatures.removeAll(keepingCapacity: true)
    rowRates.removeAll(keepingCapacity: true)
    sums.add(words: shape.words, tokens: shape.tokens, weight: weight) { packed in
      addVocabularyFeatures(shape, ends, weight: weight, to: &packed)
      addFormatFeatures(weight: weight, to: &packed)
    }
    if keepsRows {
      let order = StableHash.bytes(text, seed: Self.orderSeed)
      row = DocumentRow(
        weight: Float(weight) / Float(FeatureScale.documentWeight), half: 0, order: order,
        features: rowFeatures, rates: rowRates)
    }
    return true
  }

  /// Where the slots that each channel touched end in the list of the tally.
  private typealias ChannelEnds = InlineArray<6, Int>

  /// Counts the n-grams of all vocabulary channels, one channel after the other, so that the tables of one
  /// are at hand in the processor's nearest memory.
  private mutating func countNGrams(
    _ text: Span<UInt8>, _ words: Span<UInt64>, _ shape: inout FeatureExtractor.DocumentShape
  ) -> ChannelEnds {
    let (indexes, sums, extractor) = (indexes, sums, extractor)
    var characters = CharacterFourGrams()
    swap(&self.characters, &characters)
    defer { swap(&self.characters, &characters) }
    var counted = shape
    let ends = withExtendedLifetime(indexes) {
      tally.counting { handle in
        var ends = ChannelEnds(repeating: 0)
        Self.count(words, .w1, indexes, &handle, &ends)
        Self.count(sums.wordPairs.span.extracting(0..<sums.wordPairCount), .w2, indexes, &handle, &ends)
        Self.count(sums.threes.span.extracting(0..<sums.threeCount), .d3, indexes, &handle, &ends)
        Self.count(sums.fives.span.extracting(0..<sums.fiveCount), .d5, indexes, &handle, &ends)
        let tables = CharacterFourGrams.Tables(
          ascii: indexes.windows.lookup, asciiStart: indexes.windowStart,
          wide: indexes.all[Channel.c4.ordinal].lookup, wideStart: indexes.starts[Channel.c4.ordinal])
        counted.characterNGrams = characters.count(text, tables, &handle)
        ends[Channel.c4.ordinal] = handle.reached
        var sink = EdgeSink(
          lookup: indexes.all[Channel.pos.ordinal].lookup, start: indexes.starts[Channel.pos.ordinal],
          handle: handle)
        extractor.scanEdges(into: &sink, &counted)
        handle = sink.handle
        ends[Channel.pos.ordinal] = handle.reached
        return ends
      }
    }
    shape = counted
    return ends
  }

  /// Counts the n-grams of `channel`, given by what they are looked up by.
  private static func count(
    _ keys: Span<UInt64>, _ channel: Channel, _ indexes: ChannelIndexes,
    _ handle: inout FeatureTally.Handle, _ ends: inout ChannelEnds
  ) {
    handle.count(keys, indexes.all[channel.ordinal].lookup, start: indexes.starts[channel.ordinal])
    ends[channel.ordinal] = handle.reached
  }

  /// Counts openings and closings.
  private struct EdgeSink: FeatureSink {
    let lookup: FeatureIndexStorage.Lookup
    let start: Int
    var handle: FeatureTally.Handle

    @inline(__always)
    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      let (slot, isFound) = lookup.find(hash)
      handle.count(start &+ slot, isFound: isFound)
    }
  }

  private mutating func addVocabularyFeatures(
    _ shape: FeatureExtractor.DocumentShape, _ ends: ChannelEnds, weight: UInt64,
    to sums: inout [FeatureAccumulator.Packed]
  ) {
    let places = indexes.features
    var start = 0
    for channel in Channel.vocabularyChannels {
      let end = ends[channel.ordinal]
      let scale = RateScale(opportunities: shape.total(channel) + 1)
      if keepsRows {
        tally.forEach(start..<end) { slot, count in
          rowFeatures.append(places[slot])
          rowRates.append(Float(scale.rate(count)) / Float(FeatureScale.rate))
        }
      }
      tally.drain(start..<end, scale, weight: weight, into: &sums)
      start = end
    }
    tally.forget()
  }

  private mutating func addFormatFeatures(weight: UInt64, to sums: inout [FeatureAccumulator.Packed]) {
    for feature in FormatFeature.allCases {
      let count = format.counts[feature.rawValue]
      guard count > 0 else { continue }
      let share = min(1, Double(count) / Double(format.opportunities(feature) + 1))
      let rate = UInt64(share.squareRoot() * FeatureScale.rate + 0.5)
      if keepsRows {
        rowFeatures.append(Int32(truncatingIfNeeded: formatStart + feature.rawValue))
        rowRates.append(Float(rate) / Float(FeatureScale.rate))
      }
      sums[formatSlot + feature.rawValue] &+= FeatureAccumulator.packed(
        rate: weight * rate, squaredRate: weight * UInt64(share * FeatureScale.rateSquared + 0.5))
    }
  }
}
