/// Builds an index from digests in bounded memory.
///
/// ```swift
/// var builder = CopiedTextIndexBuilder(parameters: parameters, storage: MemoryStorage())
/// try builder.beginReference("model-a")
/// try builder.append(digests)
/// let index = try builder.finish()
/// ```
///
/// In memory are 33 bytes a document, the set of contents that were seen (16 to 32 bytes a document),
/// and in ``finish(toolVersion:)`` the keys of one band, or one of 128 parts of the postings, twice.
/// Everything else goes to the stores of `storage`.
///
/// The result is a function of the documents in their order: batches, threads and merges of parts make no
/// difference to a byte of it.
public struct CopiedTextIndexBuilder {
  /// Documents in a block of signatures.
  static let blockSize = 1 << 12
  /// Documents that are kept of one seed; it is common then, and no evidence.
  public static let postingLimit = 4096
  /// Features of same-prompt overlap that are kept of one reference, at most.
  public static let featureLimit = 1 << 19
  private static let partitionBits: UInt32 = 7

  /// What is kept, and how.
  public let parameters: CopiedTextParameters

  var references: [CopiedTextReference] = []
  var contents: [UInt64] = []
  var prompts: [UInt64] = []
  var words: [UInt32] = []
  var idEnds: [UInt64] = []
  var textEnds: [UInt64] = []
  var textSums: [UInt32] = []
  /// Documents that have a signature and are the first with their content.
  var members: [UInt32] = []
  let storage: any ByteStorage
  let ids: any ByteStore
  let signatures: any ByteStore
  let texts: any ByteStore
  let features: any ByteStore
  let featureCounts: any ByteStore
  let partitions: [any ByteStore]
  private let keepsSeeds: Bool
  private var seen = ShingleHashTable()
  private var block: [UInt32] = []
  private var columns: [UInt32] = []
  private var pairs: [[UInt64]]
  private var keptFeatures = 0
  private var featureBuffer: [UInt32] = []

  /// A builder of an empty index that puts its parts into `storage`.
  ///
  /// - Throws: What `storage` throws.
  ///
  /// - Parameters:
  ///   - parameters: How documents are cut and hashed.
  ///   - storage: Where parts go that memory does not hold.
  ///   - keepsSeeds: Whether winnowed seeds are kept; without them contained documents and shared spans are
  ///     not found.
  public init(
    parameters: CopiedTextParameters, storage: any ByteStorage, keepsSeeds: Bool = true
  ) throws {
    self.parameters = parameters
    self.keepsSeeds = keepsSeeds
    self.storage = storage
    ids = try storage.makeStore("ids")
    signatures = try storage.makeStore("signatures")
    texts = try storage.makeStore("texts")
    features = try storage.makeStore("features")
    featureCounts = try storage.makeStore("feature counts")
    let count = 1 << Int(Self.partitionBits)
    partitions = try (0..<count).map { _ in try storage.makeStore("postings") }
    pairs = [[UInt64]](repeating: [], count: count)
  }

  /// The documents so far.
  public var count: Int { contents.count }

  /// Makes the documents that follow those of another reference.
  public mutating func beginReference(_ name: String) {
    references.append(
      CopiedTextReference(
        name: name, documents: count..<count, sampling: OverlapSampling(exponent: 0), inputs: []))
    keptFeatures = 0
  }

  /// Records what the reference at hand was read from.
  public mutating func add(inputs: [FingerprintHeader.InputDigest]) {
    guard let last = references.indices.last else { return }
    references[last].inputs += inputs
  }

  /// Appends a batch to the reference at hand.
  ///
  /// - Throws: ``CopiedTextError`` if it was made with other parameters or there are too many documents,
  ///   and what the storage throws.
  public mutating func append(_ batch: DocumentDigests) throws {
    try parameters.check(batch.parameters)
    let width = MinHashSignature.valueCount
    let channels = DocumentDigests.channels
    var feature = 0
    let hasFeatures = !batch.features.isEmpty
    let first = try beginDocuments(
      contents: batch.contents[...], prompts: batch.prompts[...], words: batch.words[...],
      signatures: batch.signatures[...])
    for index in 0..<batch.count {
      let number = first + UInt32(index)
      let signature = batch.signatures[index * width..<(index + 1) * width]
      if isFirst(number, content: batch.contents[index], signature: signature), keepsSeeds {
        for seed in batch.seeds[(index == 0 ? 0 : batch.seedEnds[index - 1])..<batch.seedEnds[index]] {
          try addPosting(seed, number)
        }
      }
      guard hasFeatures else { continue }
      let counts = batch.featureCounts[index * channels..<(index + 1) * channels]
      let total = counts.reduce(0) { $0 + Int($1) }
      try addFeatures(batch.features[feature..<feature + total], counts: counts)
      feature += total
    }
    if !hasFeatures { try featureCounts.append(batch.featureCounts.span) }
    textSums += batch.textSums
    try ids.append(batch.ids.span)
    try texts.append(batch.texts.span)
    let (idBase, textBase) = (idEnds.last ?? 0, textEnds.last ?? 0)
    idEnds += batch.idEnds.map { idBase + UInt64($0) }
    textEnds += batch.textEnds.map { textBase + UInt64($0) }
  }

  /// Adds the rows of documents to the reference at hand; the number of the first.
  mutating func beginDocuments(
    contents: ArraySlice<UInt64>, prompts: ArraySlice<UInt64>, words: ArraySlice<UInt32>,
    signatures: ArraySlice<UInt32>
  ) throws -> UInt32 {
    guard count + contents.count < Int(UInt32.max) else { throw CopiedTextError.tooManyDocuments }
    if references.isEmpty { beginReference("") }
    let first = UInt32(count)
    self.contents += contents
    self.prompts += prompts
    self.words += words
    let last = references.count - 1
    references[last].documents = references[last].documents.lowerBound..<count
    var rest = signatures
    while !rest.isEmpty {
      let part = rest.prefix(Self.blockSize * MinHashSignature.valueCount - block.count)
      block += part
      rest = rest.dropFirst(part.count)
      if block.count == Self.blockSize * MinHashSignature.valueCount { try flushBlock() }
    }
    return first
  }

  /// Whether a document is the first with its content, and so one whose bands and seeds are kept.
  mutating func isFirst(_ document: UInt32, content: UInt64, signature: ArraySlice<UInt32>) -> Bool {
    guard content != 0, seen.insert(content) else { return false }
    if signature.first != MinHashSignature.emptyValue || signature.last != MinHashSignature.emptyValue {
      members.append(document)
    }
    return true
  }

  /// Adds a posting; documents must come in ascending order.
  mutating func addPosting(_ seed: UInt32, _ document: UInt32) throws {
    let part = Int(seed >> (32 - Self.partitionBits))
    pairs[part].append(UInt64(seed) << 32 | UInt64(document))
    if pairs[part].count == 4096 { try flushPairs(part) }
  }

  /// Adds the features of the last document.
  mutating func addFeatures(_ batch: ArraySlice<UInt32>, counts: ArraySlice<UInt32>) throws {
    let reference = references.count - 1
    let sampling = references[reference].sampling
    var kept: [UInt32] = []
    kept.reserveCapacity(counts.count)
    featureBuffer.removeAll(keepingCapacity: true)
    var start = batch.startIndex
    for count in counts {
      let before = featureBuffer.count
      for index in start..<start + Int(count) where sampling.keeps(batch[index]) {
        featureBuffer.append(batch[index])
      }
      kept.append(UInt32(featureBuffer.count - before))
      start += Int(count)
    }
    try features.append(featureBuffer.span)
    try featureCounts.append(kept.span)
    keptFeatures += featureBuffer.count
    // One more halving than needed may come from the rounding up here: the exact number is counted at
    // the end, and the exponent only grows.
    while keptFeatures > 2 * Self.featureLimit {
      references[reference].sampling = OverlapSampling(exponent: references[reference].sampling.exponent + 1)
      keptFeatures /= 2
    }
  }

  /// Writes the rows in memory as a block: value by value, of all its documents.
  mutating func flushBlock() throws {
    guard !block.isEmpty else { return }
    if columns.count < block.count { columns = [UInt32](repeating: 0, count: block.count) }
    SignatureTables.transpose(block, into: &columns)
    try signatures.append(columns.span.extracting(0..<block.count))
    block.removeAll(keepingCapacity: true)
  }

  mutating func flushPairs() throws {
    for part in pairs.indices { try flushPairs(part) }
  }

  private mutating func flushPairs(_ part: Int) throws {
    let full = pairs[part]
    try partitions[part].append(full.span)
    pairs[part].removeAll(keepingCapacity: true)
  }
}
