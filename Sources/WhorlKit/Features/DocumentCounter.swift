/// Counts the vocabulary's features in one document after the other and adds them up.
///
/// - Complexity: O(n) in the bytes of a document, plus O(1) for each distinct feature that it holds.
struct DocumentCounter: Sendable {
  private let layout: FeatureLayout
  private var extractor: FeatureExtractor
  private var sink: Sink
  private var format = FormatRates()

  /// The sketches of all documents.
  var sketches: ShingleSketches {
    get { sink.sketches }
    set { sink.sketches = newValue }
  }

  /// A counter for the features of `vocabulary`.
  init(vocabulary: Vocabulary) {
    layout = vocabulary.layout
    extractor = FeatureExtractor(functionWords: vocabulary.functionWords)
    sink = Sink(vocabulary: vocabulary)
  }

  private struct Sink: FeatureSink, Sendable {
    let w1: FeatureTable
    let w2: FeatureTable
    let d3: FeatureTable
    let d5: FeatureTable
    let c4: FeatureTable
    let pos: FeatureTable
    let starts: [Int]
    /// Occurrences of each feature in this document.
    var counts: [UInt32]
    /// The features that this document holds, in order of appearance; the first `touchedCount` count.
    var touched: [Int32]
    var touchedCount = 0
    var sketches = ShingleSketches()

    init(vocabulary: Vocabulary) {
      let tables = vocabulary.tables
      w1 = tables[0]
      w2 = tables[1]
      d3 = tables[2]
      d5 = tables[3]
      c4 = tables[4]
      pos = tables[5]
      starts = vocabulary.layout.ranges.map(\.lowerBound)
      counts = [UInt32](repeating: 0, count: vocabulary.layout.count)
      touched = [Int32](repeating: 0, count: vocabulary.layout.count)
    }

    static var wantsShingles: Bool { true }

    @inline(__always)
    mutating func add(_ channel: Channel, hash: UInt64, first: Int, last: Int) {
      let found: Int
      switch channel {
      case .w1: found = w1.index(of: hash)
      case .w2: found = w2.index(of: hash)
      case .d3: found = d3.index(of: hash)
      case .d5: found = d5.index(of: hash)
      case .c4: found = c4.index(of: hash)
      case .pos: found = pos.index(of: hash)
      case .format: return
      }
      guard found >= 0 else { return }
      let index = starts[channel.ordinal] + found
      let count = counts[index]
      counts[index] = count &+ 1
      if count == 0 {
        touched[touchedCount] = Int32(truncatingIfNeeded: index)
        touchedCount += 1
      }
    }

    @inline(__always)
    mutating func addShingle(_ length: ShingleLength, hash: UInt64) {
      sketches.insert(length, hash: hash)
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
    let shape = try extractor.extract(text, into: &sink)
    let tokens = extractor.tokens
    format.count(
      tokens: tokens.span, functionWords: shape.functionWords,
      leadingWhiteSpace: range.lowerBound > 0, trailingWhiteSpace: range.upperBound < document.count)
    let weight = FeatureScale.weight(words: shape.words)
    sums.documents += 1
    sums.words += UInt64(shape.words)
    sums.tokens += UInt64(shape.tokens)
    sums.weight += weight
    sums.squaredWeight += weight * weight
    replaced += UInt64(shape.replacedSequences)
    addVocabularyFeatures(shape, weight: weight, to: &sums)
    addFormatFeatures(weight: weight, to: &sums)
    return true
  }

  private mutating func addVocabularyFeatures(
    _ shape: FeatureExtractor.DocumentShape, weight: UInt64, to sums: inout FeatureSums
  ) {
    // y = sqrt(count / (L + 1)); the reciprocals are taken once a channel.
    var rateFactors = InlineArray<7, Double>(repeating: 0)
    var squareFactors = InlineArray<7, Double>(repeating: 0)
    for channel in Channel.vocabularyChannels {
      let opportunities = Double(shape.total(channel) + 1)
      rateFactors[channel.ordinal] = FeatureScale.rate / opportunities.squareRoot()
      squareFactors[channel.ordinal] = FeatureScale.rateSquared / opportunities
    }
    let ends = layout.ranges
    for position in 0..<sink.touchedCount {
      let index = Int(sink.touched[position])
      let count = Double(sink.counts[index])
      sink.counts[index] = 0
      var channel = 0
      while index >= ends[channel].upperBound { channel += 1 }
      let rate = UInt64((count.squareRoot() * rateFactors[channel]).rounded())
      let squared = UInt64((count * squareFactors[channel]).rounded())
      sums.features[index].documents += 1
      sums.features[index].rate += weight * rate
      sums.features[index].squaredRate += weight * squared
    }
    sink.touchedCount = 0
  }

  private func addFormatFeatures(weight: UInt64, to sums: inout FeatureSums) {
    let start = layout.range(of: .format).lowerBound
    for feature in FormatFeature.allCases {
      let count = format.counts[feature.rawValue]
      guard count > 0 else { continue }
      let share = min(1, Double(count) / Double(format.opportunities(feature) + 1))
      let index = start + feature.rawValue
      sums.features[index].documents += 1
      sums.features[index].rate += weight * UInt64((share.squareRoot() * FeatureScale.rate).rounded())
      sums.features[index].squaredRate += weight * UInt64((share * FeatureScale.rateSquared).rounded())
    }
  }
}
