/// From the bytes of one document to its features, in one pass over the tokens and one over the
/// characters.
///
/// Holds the buffers that are reused from document to document, so that no document allocates.
/// One extractor serves one thread.
///
/// - Complexity: O(n) in the bytes of a document; memory of its longest document's tokens.
struct FeatureExtractor: Sendable {
  private let functionWords: FeatureTable
  private var tokenizer = Tokenizer()

  /// The tokens of the last document.
  private(set) var tokens: [Token] = []

  /// The hash of each token as masked n-grams see it.
  private var masked: [UInt64] = []

  private let seeds = Seeds()

  /// An extractor that masks by `functionWords`.
  init(functionWords: FunctionWords) {
    self.functionWords = functionWords.table
  }

  /// What one document amounts to besides its n-grams.
  struct DocumentShape: Sendable {
    /// Words, numbers and ideographs: the n-grams of ``Channel/w1``.
    var words = 0
    /// Tokens that masked n-grams see, layout and punctuation included.
    var tokens = 0
    /// Character 4-grams.
    var characterNGrams = 0
    /// Openings and closings.
    var edges = 0
    /// Function words among the words.
    var functionWords = 0
    /// Sequences of invalid UTF-8 that were read as U+FFFD.
    var replacedSequences = 0

    /// The number of n-grams of `channel`.
    func total(_ channel: Channel) -> Int {
      switch channel {
      case .w1: words
      case .w2: max(words - 1, 0)
      case .d3: max(tokens - 2, 0)
      case .d5: max(tokens - 4, 0)
      case .c4: characterNGrams
      case .pos: edges
      case .format: 0
      }
    }
  }

  private struct Seeds: Sendable {
    let w1 = Channel.w1.seed
    let w2 = Channel.w2.seed
    let d3 = Channel.d3.seed
    let d5 = Channel.d5.seed
    let c4 = Channel.c4.seed
    let opening = StableHash.text("whorl/pos/opening", seed: 0)
    let closing = StableHash.text("whorl/pos/closing", seed: 0)
    let shingle5 = ShingleLength.five.seed
    let shingle8 = ShingleLength.eight.seed
  }

  /// Sends the features of `text`, whose edges are already trimmed, to `sink`.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func extract<Sink: FeatureSink>(
    _ text: Span<UInt8>, into sink: inout Sink
  ) throws(TokenizationError) -> DocumentShape {
    var shape = DocumentShape()
    tokens.removeAll(keepingCapacity: true)
    shape.replacedSequences = try tokenizer.tokenize(text, into: &tokens).replacedSequences
    shape.tokens = tokens.count
    scanWords(into: &sink, &shape)
    scanMasked(into: &sink)
    scanEdges(into: &sink, &shape)
    scanCharacters(of: text, into: &sink, &shape)
    return shape
  }

  /// w1, w2, shingles, and the masked hash of every token.
  @inline(__always)
  private mutating func scanWords<Sink: FeatureSink>(into sink: inout Sink, _ shape: inout DocumentShape) {
    let tokenArray = self.tokens
    let tokens = tokenArray.span
    let functionWords = self.functionWords
    let seeds = self.seeds
    var shingle5 = RollingNGramHash(length: ShingleLength.five.rawValue, seed: seeds.shingle5)
    var shingle8 = RollingNGramHash(length: ShingleLength.eight.rawValue, seed: seeds.shingle8)
    var previous: UInt64 = 0
    var previousIndex = 0
    var words = 0
    var functions = 0
    var masked = self.masked
    self.masked = []
    masked.removeAll(keepingCapacity: true)
    masked.reserveCapacity(tokens.count)
    for index in tokens.indices {
      let token = tokens[index]
      let kind = token.kind
      guard kind == .word || kind == .number || kind == .ideograph else {
        masked.append(token.hash)
        continue
      }
      if kind == .number {
        masked.append(MaskedToken.number)
      } else if functionWords.index(of: token.hash) >= 0 {
        functions += 1
        masked.append(token.hash)
      } else {
        masked.append(MaskedToken.content)
      }
      sink.add(.w1, hash: StableHash.finalize(seeds.w1 ^ token.hash), first: index, last: index)
      if words > 0 {
        let sum = previous &* NGramHash.base &+ token.hash
        sink.add(.w2, hash: StableHash.finalize(seeds.w2 ^ sum), first: previousIndex, last: index)
      }
      if Sink.wantsShingles {
        if let hash = shingle5.push(token.hash) { sink.addShingle(.five, hash: hash) }
        if let hash = shingle8.push(token.hash) { sink.addShingle(.eight, hash: hash) }
      }
      previous = token.hash
      previousIndex = index
      words += 1
    }
    shape.words = words
    shape.functionWords = functions
    self.masked = masked
  }

  /// d3 and d5.
  @inline(__always)
  private func scanMasked<Sink: FeatureSink>(into sink: inout Sink) {
    let maskedArray = self.masked
    let masked = maskedArray.span
    let base = NGramHash.base
    let (seed3, seed5) = (seeds.d3, seeds.d5)
    guard masked.count >= 3 else { return }
    var pair = masked[0] &* base &+ masked[1]
    var sum3: UInt64 = 0
    for index in 2..<masked.count {
      sum3 = pair &* base &+ masked[index]
      pair = masked[index - 1] &* base &+ masked[index]
      sink.add(.d3, hash: StableHash.finalize(seed3 ^ sum3), first: index - 2, last: index)
      if index >= 4 {
        let head = masked[index - 4] &* base &+ masked[index - 3]
        let sum5 = head &* (base &* base &* base) &+ sum3
        sink.add(.d5, hash: StableHash.finalize(seed5 ^ sum5), first: index - 4, last: index)
      }
    }
  }

  /// Openings of 1…6 tokens and closings of 1…5.
  @inline(__always)
  private func scanEdges<Sink: FeatureSink>(into sink: inout Sink, _ shape: inout DocumentShape) {
    let tokenArray = self.tokens
    let tokens = tokenArray.span
    guard tokens.count > 0 else { return }
    var sum: UInt64 = 0
    for index in 0..<min(6, tokens.count) {
      sum = sum &* NGramHash.base &+ tokens[index].hash
      sink.add(.pos, hash: StableHash.finalize(seeds.opening ^ sum), first: 0, last: index)
      shape.edges += 1
    }
    sum = 0
    var power: UInt64 = 1
    let last = tokens.count - 1
    for back in 1...min(5, tokens.count) {
      let token = tokens[tokens.count - back]
      sum = sum &+ token.hash &* power
      power = power &* NGramHash.base
      sink.add(.pos, hash: StableHash.finalize(seeds.closing ^ sum), first: tokens.count - back, last: last)
      shape.edges += 1
    }
  }

  /// Character 4-grams: four code points, sixteen bits each, in one word. Code points beyond the
  /// Basic Multilingual Plane are folded to sixteen bits, so theirs may collide; all others are exact.
  @inline(__always)
  private func scanCharacters<Sink: FeatureSink>(
    of text: Span<UInt8>, into sink: inout Sink, _ shape: inout DocumentShape
  ) {
    let seed = seeds.c4
    var window: UInt64 = 0
    var filled = 0
    var afterSpace = false
    var index = 0
    // Where each of the last four characters starts.
    var starts = SIMD4<Int>(repeating: 0)
    let count = text.count
    while index < count {
      let start = index
      let byte = text[index]
      var scalar: UInt32
      if byte < 0x80 {
        scalar = UInt32(byte)
        index += 1
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
          if afterSpace { continue }
          afterSpace = true
          scalar = 0x20
        } else {
          afterSpace = false
        }
      } else {
        let decoded = DecodedScalar(text, at: index)
        index += decoded.length
        scalar = decoded.value
        if TextNormalization.whiteSpaceWidth(in: text, at: start, limit: count) > 0 {
          if afterSpace { continue }
          afterSpace = true
          scalar = 0x20
        } else {
          afterSpace = false
        }
        if scalar > 0xFFFF { scalar = (scalar ^ ((scalar >> 16) &* 0x9E37)) & 0xFFFF }
      }
      window = (window << 16) | UInt64(scalar)
      starts[filled & 3] = start
      filled += 1
      if filled >= 4 {
        sink.add(.c4, hash: StableHash.combine(seed, window), first: starts[filled & 3], last: index - 1)
      }
    }
    shape.characterNGrams = max(filled - 3, 0)
  }
}
