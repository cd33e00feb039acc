/// From the bytes of one document to its features, in one pass over the tokens and one over the
/// characters.
///
/// Holds the buffers that are reused from document to document, so that no document allocates.
/// One extractor serves one thread.
///
/// - Complexity: O(n) in the bytes of a document; memory of its longest document's tokens.
struct FeatureExtractor: Sendable {
  private let functionWords: FeatureIndex
  private var tokenizer = Tokenizer()

  /// The tokens of the last document.
  private(set) var tokens: [Token] = []

  /// The hash of each token as masked n-grams see it; may be longer than the tokens.
  private(set) var masked: [UInt64] = []

  /// The hashes of the words; may be longer than the words.
  private(set) var words: [UInt64] = []

  private let seeds = Seeds()

  /// An extractor that masks by `functionWords`.
  init(functionWords: FunctionWords) {
    self.functionWords = functionWords.index
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

  /// The seed of the openings in ``Channel/pos``.
  static let openingSeed = StableHash.text("whorl/pos/opening", seed: 0)

  private struct Seeds: Sendable {
    let w1 = Channel.w1.seed
    let w2 = Channel.w2.seed
    let d3 = Channel.d3.seed
    let d5 = Channel.d5.seed
    let c4 = Channel.c4.seed
    let opening = FeatureExtractor.openingSeed
    let closing = StableHash.text("whorl/pos/closing", seed: 0)
  }

  /// Sends the features of `text`, whose edges are already trimmed, to `sink`.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func extract<Sink: FeatureSink>(
    _ text: Span<UInt8>, into sink: inout Sink
  ) throws(TokenizationError) -> DocumentShape {
    var shape = try prepare(text)
    scanWords(into: &sink)
    scanMasked(into: &sink)
    scanEdges(into: &sink, &shape)
    scanCharacters(of: text, into: &sink, &shape)
    return shape
  }

  /// Reads `text`, whose edges are already trimmed, up to the hashes that n-grams are made of; what is
  /// not known yet of its shape is the edges and characters.
  ///
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  mutating func prepare(_ text: Span<UInt8>) throws(TokenizationError) -> DocumentShape {
    var shape = DocumentShape()
    tokens.removeAll(keepingCapacity: true)
    shape.replacedSequences = try tokenizer.tokenize(text, into: &tokens).replacedSequences
    shape.tokens = tokens.count
    maskTokens(&shape)
    return shape
  }

  /// Sorts the tokens out: the masked hash of every one, and the hashes of the words.
  @inline(__always)
  private mutating func maskTokens(_ shape: inout DocumentShape) {
    let tokenArray = self.tokens
    let tokens = tokenArray.span
    let functionWords = self.functionWords.lookup
    let placeholders = (content: MaskedToken.content, number: MaskedToken.number)
    if masked.count < tokens.count {
      let room = max(tokens.count, 2 * masked.count)
      masked = [UInt64](repeating: 0, count: room)
      words = [UInt64](repeating: 0, count: room)
    }
    var count: UInt64 = 0
    var functions: UInt64 = 0
    // Taken out of `self` while they are written, and not copied.
    var (maskedArray, wordArray) = ([UInt64](), [UInt64]())
    swap(&self.masked, &maskedArray)
    swap(&self.words, &wordArray)
    defer {
      swap(&self.masked, &maskedArray)
      swap(&self.words, &wordArray)
    }
    var masked = maskedArray.mutableSpan
    var words = wordArray.mutableSpan
    let difference = placeholders.content ^ placeholders.number
    for index in tokens.indices {
      let token = tokens[index]
      let kind = UInt64(token.kind.rawValue)
      let found: UInt64 = functionWords.find(token.hash).isFound ? 1 : 0
      // What kind the next token is cannot be foreseen, so that nothing here branches on it: a word
      // is written ahead and kept or not. Of the kinds below 3, which are words, only numbers are odd.
      let isWordLike = (kind &- 3) &>> 63
      let hidden = placeholders.content ^ (difference & (0 &- (kind & 1)))
      let isHidden = isWordLike & (found ^ 1)
      masked[index] = token.hash ^ ((token.hash ^ hidden) & (0 &- isHidden))
      words[Int(truncatingIfNeeded: count)] = token.hash
      count &+= isWordLike
      functions &+= isWordLike & found
    }
    shape.words = Int(truncatingIfNeeded: count)
    shape.functionWords = Int(truncatingIfNeeded: functions)
  }

  /// w1 and w2.
  @inline(__always)
  private func scanWords<Sink: FeatureSink>(into sink: inout Sink) {
    var previous: (hash: UInt64, place: Int)?
    for (place, token) in tokens.enumerated() where token.kind.isWordLike {
      sink.add(.w1, hash: StableHash.finalize(seeds.w1 ^ token.hash), first: place, last: place)
      if let previous {
        let pair = previous.hash &* NGramHash.base &+ token.hash
        sink.add(.w2, hash: StableHash.finalize(seeds.w2 ^ pair), first: previous.place, last: place)
      }
      previous = (token.hash, place)
    }
  }

  /// d3 and d5.
  @inline(__always)
  private func scanMasked<Sink: FeatureSink>(into sink: inout Sink) {
    // A local copy stays in registers, which memory behind `inout` does not.
    var local = sink
    defer { sink = local }
    guard tokens.count >= 3 else { return }
    let maskedArray = self.masked
    let masked = maskedArray.span.extracting(0..<tokens.count)
    let base = NGramHash.base
    let (seed3, seed5) = (seeds.d3, seeds.d5)
    var pair = masked[0] &* base &+ masked[1]
    var sum3: UInt64 = 0
    for index in 2..<masked.count {
      sum3 = pair &* base &+ masked[index]
      pair = masked[index - 1] &* base &+ masked[index]
      local.add(.d3, hash: StableHash.finalize(seed3 ^ sum3), first: index - 2, last: index)
      if index >= 4 {
        let head = masked[index - 4] &* base &+ masked[index - 3]
        let sum5 = head &* (base &* base &* base) &+ sum3
        local.add(.d5, hash: StableHash.finalize(seed5 ^ sum5), first: index - 4, last: index)
      }
    }
  }

  /// Openings of 1…6 tokens and closings of 1…5.
  @inline(__always)
  func scanEdges<Sink: FeatureSink>(into sink: inout Sink, _ shape: inout DocumentShape) {
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
    var local = sink
    defer { sink = local }
    let seed = seeds.c4
    var window: UInt64 = 0
    var filled = 0
    var afterSpace = false
    var index = 0
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
      filled += 1
      if filled >= 4 {
        local.add(.c4, hash: StableHash.combine(seed, window), first: start, last: index - 1)
      }
    }
    shape.characterNGrams = max(filled - 3, 0)
  }
}
