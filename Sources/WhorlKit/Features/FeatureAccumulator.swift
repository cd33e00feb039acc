/// Adds documents up, feature by feature, in the order in which features are counted and packed into few
/// bytes; ``sums`` has the outcome in the layout of a fingerprint.
///
/// Adding a document touches hundreds of features all over the sums, so that their size decides how fast it
/// is. Copies share their memory until documents are added to them.
struct FeatureAccumulator: Sendable {
  /// What documents have added to one feature: the rates, and the squared rates with the number of documents
  /// above them.
  typealias Packed = SIMD2<UInt64>

  /// The documents that packed sums have room for: weighted squared rates are at most 2³⁴ each, and have
  /// 48 bits.
  static let capacity = 1 << 14 - 1

  /// The place of each slot's feature in a fingerprint.
  private let places: [Int32]
  private var packed: [Packed]
  private var packedDocuments = 0
  /// The sums without what is packed; all but its features are complete.
  private var settled: FeatureSums

  /// An accumulator for slots whose features have these places in a fingerprint.
  ///
  /// - Parameter sums: What was added before.
  init(places: [Int32], sums: FeatureSums) {
    precondition(places.allSatisfy { sums.features.indices.contains(Int($0)) })
    self.places = places
    packed = [Packed](repeating: .zero, count: places.count)
    settled = sums
  }

  /// Documents that were added.
  var documents: UInt64 { settled.documents }
  /// Words, numbers and ideographs in them.
  var words: UInt64 { settled.words }
  /// Tokens in them.
  var tokens: UInt64 { settled.tokens }

  /// What was added.
  ///
  /// - Complexity: O(F) for F features.
  var sums: FeatureSums {
    var copy = self
    copy.settle()
    return copy.settled
  }

  /// Adds a document, whose features `body` adds to the packed sums by their slots, each at most once.
  mutating func add(
    words: Int, tokens: Int, weight: UInt64, _ body: (inout [Packed]) -> Void
  ) {
    if packedDocuments == Self.capacity { settle() }
    packedDocuments += 1
    settled.documents += 1
    settled.words += UInt64(words)
    settled.tokens += UInt64(tokens)
    settled.weight += weight
    settled.squaredWeight += weight * weight
    body(&packed)
  }

  /// Adds what was added to another accumulator for the same slots.
  mutating func add(_ other: FeatureAccumulator) { add(other.sums) }

  /// Adds the sums of other documents.
  mutating func add(_ sums: FeatureSums) { settled.add(sums) }

  /// What one document adds to a feature.
  static func packed(rate: UInt64, squaredRate: UInt64) -> Packed {
    Packed(rate, squaredRate | 1 << Self.documentsShift)
  }

  private static let documentsShift: UInt64 = 48

  private mutating func settle() {
    guard packedDocuments > 0 else { return }
    packedDocuments = 0
    for (slot, place) in places.enumerated() where packed[slot] != .zero {
      let sum = packed[slot]
      settled.features[Int(place)].add(
        documents: sum.y >> Self.documentsShift, rate: sum.x,
        squaredRate: sum.y & (1 << Self.documentsShift - 1))
      packed[slot] = .zero
    }
  }
}
