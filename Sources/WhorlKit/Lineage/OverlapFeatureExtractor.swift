/// The hashed features of one answer in every ``OverlapChannel``.
///
/// - Complexity: O(n) in the bytes of the answer.
struct OverlapFeatureExtractor: Sendable {
  /// Words whose 3-grams are ``OverlapChannel/lead3``.
  static let leadWords = 40
  /// Words behind a break that are ``OverlapChannel/head``.
  static let headWords = 3
  /// Tokens at the front that are ``OverlapChannel/opening``.
  static let openingTokens = 12

  private static let seed = StableHash.text("whorl/overlap", seed: 0)

  private let functionWords: FeatureIndex
  private var tokenizer = Tokenizer()
  private var tokens: [Token] = []
  private var words: [UInt64] = []
  private var contentWords: [UInt64] = []

  /// An extractor that leaves `functionWords` out of content words.
  init(functionWords: FunctionWords) { self.functionWords = functionWords.index }

  /// Appends the features of `text`, without white space at its edges, to the array of their channel,
  /// repeats included. Returns the number of words.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  mutating func extract(
    _ text: Span<UInt8>, into features: inout [[UInt64]]
  ) throws(TokenizationError) -> Int {
    tokens.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    contentWords.removeAll(keepingCapacity: true)
    _ = try tokenizer.tokenize(
      text.extracting(TextNormalization.trimmedRange(of: text)), into: &tokens)
    for token in tokens where token.kind.isWordLike {
      words.append(token.hash)
      if functionWords.position(of: token.hash) == nil { contentWords.append(token.hash) }
    }
    Self.append(words, length: 2, limit: words.count, to: &features[OverlapChannel.words2.rawValue])
    Self.append(words, length: 3, limit: words.count, to: &features[OverlapChannel.words3.rawValue])
    Self.append(words, length: 4, limit: words.count, to: &features[OverlapChannel.words4.rawValue])
    Self.append(words, length: 6, limit: words.count, to: &features[OverlapChannel.words6.rawValue])
    Self.append(words, length: 8, limit: words.count, to: &features[OverlapChannel.words8.rawValue])
    Self.append(
      contentWords, length: 2, limit: contentWords.count,
      to: &features[OverlapChannel.content2.rawValue])
    Self.append(
      words, length: 3, limit: Self.leadWords, to: &features[OverlapChannel.lead3.rawValue])
    appendHeads(to: &features[OverlapChannel.head.rawValue])
    appendOpening(to: &features[OverlapChannel.opening.rawValue])
    return words.count
  }

  private static func append(
    _ words: [UInt64], length: Int, limit: Int, to features: inout [UInt64]
  ) {
    var window = RollingNGramHash(length: length, seed: seed)
    for word in words.prefix(limit) {
      if let hash = window.push(word) { features.append(hash) }
    }
  }

  private func appendHeads(to features: inout [UInt64]) {
    var isBehindBreak = false
    // Words of the head that is being read; those at the front of the text belong to the opening.
    var taken = Self.headWords
    var sum: UInt64 = 0
    for token in tokens {
      switch token.kind {
      case .newline, .blankLine, .period, .exclamationMark, .questionMark, .colon:
        isBehindBreak = true
      case .word, .number, .ideograph:
        if isBehindBreak {
          taken = 0
          sum = 0
          isBehindBreak = false
        }
        guard taken < Self.headWords else { continue }
        taken += 1
        sum = sum &* NGramHash.base &+ token.hash
        features.append(StableHash.finalize(Self.seed ^ sum) &+ UInt64(taken))
      default: break
      }
    }
  }

  private func appendOpening(to features: inout [UInt64]) {
    var sum: UInt64 = 0
    for token in tokens.prefix(Self.openingTokens) {
      sum = sum &* NGramHash.base &+ token.hash
      features.append(StableHash.finalize(Self.seed ^ sum))
    }
  }
}
