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
  private var extractor: FeatureExtractor
  private var tally: FeatureTally
  private var format = FormatRates()

  /// A counter for the features of `vocabulary`.
  init(vocabulary: Vocabulary) {
    indexes = ChannelIndexes(vocabulary)
    formatStart = vocabulary.layout.range(of: .format).lowerBound
    extractor = FeatureExtractor(functionWords: vocabulary.functionWords)
    tally = FeatureTally(slotCounts: indexes.all.map(\.slotCount))
  }

  /// Counts n-grams. Holds nothing but addresses and numbers, so that a copy costs nothing; valid as
  /// long as the indexes that it was made of.
  private struct Sink: FeatureSink {
    /// The lookup of one channel and its first slot.
    struct Table {
      let lookup: FeatureIndexStorage.Lookup
      let start: Int
    }

    let w1: Table
    let w2: Table
    let d3: Table
    let d5: Table
    let c4: Table
    let pos: Table
    var handle: FeatureTally.Handle

    init(_ indexes: ChannelIndexes, handle: FeatureTally.Handle) {
      func table(_ channel: Channel) -> Table {
        Table(lookup: indexes.all[channel.ordinal].lookup, start: indexes.starts[channel.ordinal])
      }
      w1 = table(.w1)
      w2 = table(.w2)
      d3 = table(.d3)
      d5 = table(.d5)
      c4 = table(.c4)
      pos = table(.pos)
      self.handle = handle
    }

    @inline(__always)
    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      switch channel {
      case .w1: count(w1, hash)
      case .w2: count(w2, hash)
      case .d3: count(d3, hash)
      case .d5: count(d5, hash)
      case .c4: count(c4, hash)
      case .pos: count(pos, hash)
      case .format: break
      }
    }

    @inline(__always)
    private mutating func count(_ table: Table, _ hash: UInt64) {
      let (slot, isFound) = table.lookup.find(hash)
      handle.count(table.start &+ slot, isFound: isFound)
    }
  }

  /// Counts `document` and adds it to `sums`; false, and nothing added, if nothing but white space is
  /// in it.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func add(
    _ document: Span<UInt8>, to sums: inout FeatureSums, replaced: inout UInt64
  ) throws(TokenizationError) -> Bool {
    let range = TextNormalization.trimmedRange(of: document)
    guard !range.isEmpty else { return false }
    let text = document.extracting(range)
    let indexes = indexes
    let shape = try withExtendedLifetime(indexes) { () throws(TokenizationError) in
      try tally.counting { handle throws(TokenizationError) in
        var sink = Sink(indexes, handle: handle)
        defer { handle = sink.handle }
        return try extractor.extract(text, into: &sink)
      }
    }
    extractor.addShingles(shape, to: &sketches)
    let tokens = extractor.tokens
    format.count(
      tokens: tokens.span, functionWords: shape.functionWords, leadingWhiteSpace: range.lowerBound > 0,
      trailingWhiteSpace: range.upperBound < document.count)
    let weight = FeatureScale.weight(words: shape.words)
    sums.documents += 1
    sums.words += UInt64(shape.words)
    sums.tokens += UInt64(shape.tokens)
    sums.weight += weight
    sums.squaredWeight += weight * weight
    replaced += UInt64(shape.replacedSequences)
    rowFeatures.removeAll(keepingCapacity: true)
    rowRates.removeAll(keepingCapacity: true)
    addVocabularyFeatures(shape, weight: weight, to: &sums)
    addFormatFeatures(weight: weight, to: &sums)
    if keepsRows {
      let order = StableHash.bytes(text, seed: Self.orderSeed)
      row = DocumentRow(
        weight: Float(weight) / Float(FeatureScale.documentWeight), half: 0, order: order,
        features: rowFeatures, rates: rowRates)
    }
    return true
  }

  private mutating func addVocabularyFeatures(
    _ shape: FeatureExtractor.DocumentShape, weight: UInt64, to sums: inout FeatureSums
  ) {
    // y = sqrt(count / (L + 1)); the reciprocals are taken once a channel.
    var rateFactors = SIMD8<Double>(repeating: 0)
    var squareFactors = SIMD8<Double>(repeating: 0)
    for channel in Channel.vocabularyChannels {
      let opportunities = Double(shape.total(channel) + 1)
      rateFactors[channel.ordinal] = FeatureScale.rate / opportunities.squareRoot()
      squareFactors[channel.ordinal] = FeatureScale.rateSquared / opportunities
    }
    let keepsRows = keepsRows
    let slotArray = indexes.slots
    let slots = slotArray.span
    var featureArray: [FeatureSums.Feature] = []
    swap(&sums.features, &featureArray)
    defer { swap(&sums.features, &featureArray) }
    var features = featureArray.mutableSpan
    tally.drain { slot, count in
      let target = slots[slot]
      let occurrences = Double(count)
      // Rounded to nearest: both are positive and far below 2⁵².
      let rate = Int(occurrences.squareRoot() * rateFactors[target.channel] + 0.5)
      let squared = Int(occurrences * squareFactors[target.channel] + 0.5)
      features[target.feature].add(
        rate: weight &* UInt64(truncatingIfNeeded: rate),
        squaredRate: weight &* UInt64(truncatingIfNeeded: squared))
      if keepsRows {
        rowFeatures.append(Int32(truncatingIfNeeded: target.feature))
        rowRates.append(Float(rate) / Float(FeatureScale.rate))
      }
    }
  }

  private mutating func addFormatFeatures(weight: UInt64, to sums: inout FeatureSums) {
    for feature in FormatFeature.allCases {
      let count = format.counts[feature.rawValue]
      guard count > 0 else { continue }
      let share = min(1, Double(count) / Double(format.opportunities(feature) + 1))
      let rate = UInt64(share.squareRoot() * FeatureScale.rate + 0.5)
      if keepsRows {
        rowFeatures.append(Int32(truncatingIfNeeded: formatStart + feature.rawValue))
        rowRates.append(Float(rate) / Float(FeatureScale.rate))
      }
      sums.features[formatStart + feature.rawValue].add(
        rate: weight * rate,
        squaredRate: weight * UInt64(share * FeatureScale.rateSquared + 0.5))
    }
  }
}
