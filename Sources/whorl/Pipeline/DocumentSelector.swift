import Crypto
import RecordReading
import WhorlKit

/// Chooses documents in the order of the input: without repeated texts, the first so many, or a random
/// sample of them.
///
/// The sample is that of the smallest random numbers (bottom-*k*), one drawn for each document in its turn
/// from the seed, which makes every set of documents equally likely, in one pass: the same result as
/// Vitter's reservoir (doi:10.1145/3147.3165), and independent of how the work is divided. Memory is that
/// of the chosen texts, and of 16 bytes a distinct text where repeated ones are left out.
struct DocumentSelector {
  /// Whether no more documents are wanted.
  private(set) var isComplete = false
  /// Documents left out because their text came before.
  private(set) var repeated = 0

  private struct Digest: Hashable {
    let first: UInt64
    let second: UInt64
  }

  private struct Chosen {
    let priority: UInt64
    let ordinal: Int
    let source: Int
    let document: RecordBatch
  }

  private let limit: Int?
  private let sample: CorpusReadingOptions.Sample?
  private let dropsRepeated: Bool
  private var taken = 0
  private var seen: Set<Digest> = []
  private var random: SplitMix64
  /// A heap with the largest priority on top.
  private var chosen: [Chosen] = []

  init(_ options: CorpusReadingOptions) {
    limit = options.limit
    sample = options.sample
    dropsRepeated = options.dropsRepeated
    random = SplitMix64(seed: options.sample?.seed ?? 0)
    isComplete = limit == 0
  }

  /// Leaves in a batch of a source what goes on; a sample goes on only at the end.
  mutating func select(_ batch: inout RecordBatch, source: Int = 0) {
    if dropsRepeated {
      var (seen, repeated) = (seen, 0)
      self.seen = []
      batch.filter { record, texts in
        let isNew = seen.insert(Self.digest(texts.extracting(record.text))).inserted
        repeated += isNew ? 0 : 1
        return isNew
      }
      self.seen = seen
      self.repeated += repeated
    }
    if let limit {
      var left = limit - taken
      batch.filter { _, _ in
        left -= 1
        return left >= 0
      }
      taken += batch.records.count
      isComplete = taken >= limit
    }
    guard let sample else { return }
    let records = batch.records
    let texts = batch.storage
    for record in records {
      let priority = random.next()
      if chosen.count < sample.count || priority < chosen[0].priority {
        var document = RecordBatch()
        document.append(record, from: texts.span)
        insert(
          Chosen(priority: priority, ordinal: taken, source: source, document: document), limit: sample.count)
      }
      taken += 1
    }
    batch.filter { _, _ in false }
  }

  /// The sampled documents in the order of the input, in batches of one source each; none without a sample.
  mutating func finish() -> [(batch: RecordBatch, source: Int)] {
    var batches: [(batch: RecordBatch, source: Int)] = []
    for choice in chosen.sorted(by: { $0.ordinal < $1.ordinal }) {
      if batches.last?.source != choice.source || batches.last?.batch.storage.count ?? .max > 1_000_000 {
        batches.append((RecordBatch(), choice.source))
      }
      for record in choice.document.records {
        batches[batches.count - 1].batch.append(record, from: choice.document.storage.span)
      }
    }
    chosen = []
    return batches
  }

  private mutating func insert(_ choice: Chosen, limit: Int) {
    guard limit > 0 else { return }
    if chosen.count == limit {
      chosen[0] = choice
      siftDown()
      return
    }
    chosen.append(choice)
    var index = chosen.count - 1
    while index > 0, chosen[(index - 1) / 2].priority < chosen[index].priority {
      chosen.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func siftDown() {
    var index = 0
    while true {
      var largest = index
      for child in [2 * index + 1, 2 * index + 2] where child < chosen.count {
        if chosen[child].priority > chosen[largest].priority { largest = child }
      }
      if largest == index { return }
      chosen.swapAt(index, largest)
      index = largest
    }
  }

  /// Half of the text's SHA-256: equal texts only, whoever wrote them.
  private static func digest(_ text: Span<UInt8>) -> Digest {
    let hash = text.withUnsafeBytes { bytes in
      var hasher = SHA256()
      hasher.update(bufferPointer: bytes)
      return hasher.finalize()
    }
    return hash.withUnsafeBytes { bytes in
      Digest(
        first: bytes.loadUnaligned(as: UInt64.self),
        second: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
  }
}
