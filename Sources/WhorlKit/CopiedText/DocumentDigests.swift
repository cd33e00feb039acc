/// What an index keeps of documents, a batch of them, made from their texts by any thread.
///
/// ```swift
/// var digests = DocumentDigests(parameters: parameters, overlap: nil)
/// try digests.add(text, prompt: prompt, id: id)
/// try builder.append(digests)
/// ```
public struct DocumentDigests: Sendable {
  let parameters: CopiedTextParameters
  private(set) var signatures: [UInt32] = []
  private(set) var contents: [UInt64] = []
  private(set) var prompts: [UInt64] = []
  private(set) var words: [UInt32] = []
  private(set) var ids: [UInt8] = []
  private(set) var idEnds: [Int] = []
  private(set) var seeds: [UInt32] = []
  private(set) var seedEnds: [Int] = []
  private(set) var texts: [UInt8] = []
  private(set) var textEnds: [Int] = []
  /// A checksum of each text.
  private(set) var textSums: [UInt32] = []
  /// Features of same-prompt overlap, by document and channel, each ascending and without repeats.
  private(set) var features: [UInt32] = []
  /// How many of them there are: documents × channels.
  private(set) var featureCounts: [UInt32] = []

  /// Documents without a word, of which nothing is kept but id and text.
  public private(set) var wordless = 0
  /// Documents with words, and fewer than a shingle: found by equal words only.
  public private(set) var short = 0
  /// Documents of which nothing is left without what they repeat of their prompt.
  public private(set) var echoes = 0

  private static let promptSeed = StableHash.text("whorl/prompt", seed: 0)
  static let channels = OverlapChannel.allCases.count

  private let keepsSeeds: Bool
  private var sequence = WordSequence()
  private var promptSequence = WordSequence()
  private var sums = NGramSums()
  private var overlap: OverlapFeatureExtractor?
  private var channelFeatures = [[UInt64]](repeating: [], count: channels)
  private var sorted: [UInt32] = []

  /// An empty batch.
  ///
  /// - Parameters:
  ///   - parameters: How documents are cut and hashed.
  ///   - functionWords: What the features of same-prompt overlap are made with; nil if none are to be kept.
  ///   - keepsSeeds: Whether winnowed seeds are kept.
  public init(
    parameters: CopiedTextParameters, functionWords: FunctionWords?, keepsSeeds: Bool = true
  ) {
    self.parameters = parameters
    self.keepsSeeds = keepsSeeds
    overlap = functionWords.map { OverlapFeatureExtractor(functionWords: $0) }
  }

  /// Makes room for `count` more documents of `bytes` bytes together.
  public mutating func reserve(_ count: Int, bytes: Int) {
    signatures.reserveCapacity(signatures.count + count * MinHashSignature.valueCount)
    featureCounts.reserveCapacity(featureCounts.count + count * Self.channels)
    if parameters.keepsText { texts.reserveCapacity(texts.count + bytes) }
  }

  /// Forgets all documents, and keeps the memory for others.
  public mutating func removeAll() {
    signatures.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
    prompts.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    idEnds.removeAll(keepingCapacity: true)
    seeds.removeAll(keepingCapacity: true)
    seedEnds.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    textEnds.removeAll(keepingCapacity: true)
    textSums.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
    featureCounts.removeAll(keepingCapacity: true)
    (wordless, short, echoes) = (0, 0, 0)
  }

  /// The number of documents.
  public var count: Int { contents.count }

  /// The key under which answers to `prompt` are found; 0 if nothing but white space is in it.
  public static func promptKey(_ prompt: Span<UInt8>) -> UInt64 {
    let trimmed = prompt.extracting(TextNormalization.trimmedRange(of: prompt))
    return trimmed.isEmpty ? 0 : max(1, StableHash.bytes(trimmed, seed: promptSeed))
  }

  /// Adds a document. An empty `prompt` or `id` is one that is missing.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  /// - Complexity: O(128·n) for n words.
  public mutating func add(
    _ text: Span<UInt8>, prompt: Span<UInt8>, id: Span<UInt8>
  ) throws(TokenizationError) {
    try sequence.read(text, keepsPlaces: false)
    let key = Self.promptKey(prompt)
    let sums = parameters.keepsText ? sequence.contentHash(beside: text) : (sequence.contentHash, 0)
    contents.append(sequence.count == 0 ? 0 : sums.content)
    prompts.append(key)
    words.append(UInt32(truncatingIfNeeded: sequence.count))
    id.withUnsafeBufferPointer { ids.append(contentsOf: $0) }
    idEnds.append(ids.count)
    if parameters.keepsText {
      text.withUnsafeBufferPointer { texts.append(contentsOf: $0) }
      textSums.append(CopiedTextIndex.sum(of: sums.text))
    }
    textEnds.append(texts.count)
    var echo = PromptEcho()
    if parameters.removesEchoes, key != 0 {
      try promptSequence.read(prompt)
      echo = PromptEcho(of: promptSequence)
    }
    appendShingles(without: echo)
    appendSeeds(without: echo)
    try appendFeatures(text, hasPrompt: key != 0)
  }

  /// The id of a document; nil if it has none.
  public func id(_ document: Int) -> String? {
    let start = document == 0 ? 0 : idEnds[document - 1]
    return start == idEnds[document] ? nil : String(decoding: ids[start..<idEnds[document]], as: UTF8.self)
  }

  /// The text of a document; empty if texts are not kept.
  public func text(_ document: Int) -> ArraySlice<UInt8> {
    texts[(document == 0 ? 0 : textEnds[document - 1])..<textEnds[document]]
  }

  /// The words of a document whose text is kept.
  func sequence(_ document: Int) throws(TokenizationError) -> WordSequence {
    let text = text(document)
    return try WordSequence(text.span)
  }

  /// Winnowed seeds of a document.
  func seedCount(_ document: Int) -> Int {
    seedEnds[document] - (document == 0 ? 0 : seedEnds[document - 1])
  }

  private mutating func appendShingles(without echo: PromptEcho) {
    let words = sequence.hashes
    sums.sumWords(words.span)
    var signatures: [UInt32] = []
    swap(&signatures, &self.signatures)
    let (all, kept) = sums.withShingleHashes(.five, of: words.span) { hashes, count in
      var kept = echo.isEmpty ? count : 0
      if !echo.isEmpty {
        for index in 0..<count where !echo.contains(hashes[index]) {
          hashes[kept] = hashes[index]
          kept += 1
        }
      }
      MinHashSignature.append(hashes.span.extracting(0..<kept), to: &signatures)
      return (count, kept)
    }
    swap(&signatures, &self.signatures)
    if words.isEmpty {
      wordless += 1
    } else if all == 0 {
      short += 1
    } else if kept == 0 {
      echoes += 1
    }
  }

  private mutating func appendSeeds(without echo: PromptEcho) {
    guard keepsSeeds else {
      seedEnds.append(0)
      return
    }
    let echoed = echo.ranges(in: sequence)
    for range in echoed { sequence.mask(range) }
    let words = sequence.hashes
    if !echoed.isEmpty { sums.sumWords(words.span) }
    var seeds: [UInt32] = []
    swap(&seeds, &self.seeds)
    sums.withShingleHashes(.eight, of: words.span) { hashes, count in
      if !echoed.isEmpty {
        // A seed that holds a masked word is no seed.
        var last = -1
        for index in words.indices where index < count + Winnowing.seedLength - 1 {
          if words[index] == 0 { last = index }
          let seed = index - Winnowing.seedLength + 1
          if seed >= 0, last >= seed { hashes[seed] = 0 }
        }
      }
      Winnowing.appendSeeds(of: hashes.span.extracting(0..<count), to: &seeds)
    }
    swap(&seeds, &self.seeds)
    seedEnds.append(self.seeds.count)
  }

  private mutating func appendFeatures(
    _ text: Span<UInt8>, hasPrompt: Bool
  ) throws(TokenizationError) {
    guard hasPrompt, overlap != nil else {
      featureCounts.append(contentsOf: repeatElement(0, count: Self.channels))
      return
    }
    for channel in channelFeatures.indices { channelFeatures[channel].removeAll(keepingCapacity: true) }
    _ = try overlap?.extract(text, into: &channelFeatures)
    for channel in channelFeatures.indices {
      sorted.removeAll(keepingCapacity: true)
      for hash in channelFeatures[channel] { sorted.append(OverlapSampling.feature(hash)) }
      sorted.sort()
      let start = features.count
      for feature in sorted where features.count == start || features[features.count - 1] != feature {
        features.append(feature)
      }
      featureCounts.append(UInt32(features.count - start))
    }
  }
}
