/// A fixed set of 64-bit feature hashes, each with its position: the lookup that every n-gram of every
/// document goes through.
///
/// A perfect hash by displacement (Belazzouz, Botelho & Dietzfelbinger 2009, "Hash, displace, and
/// compress", doi:10.1007/978-3-642-04128-0_61): the top bits of a hash choose a bucket, the bucket's
/// displacement turns the hash into the one slot where it can be, and one compare tells whether it is.
/// No probe sequence and no branch, because whether an n-gram of ordinary text is in the vocabulary is
/// as hard to foresee as a coin.
///
/// Invariant: a slot without a feature holds a hash that is never looked up there, so that nothing that
/// is can match.
///
/// Hashes that were chosen to fall together cannot be placed. The search for a layout is bounded, so
/// that such a set costs bounded time and memory; its index finds nothing and says so in ``isComplete``.
///
/// - Complexity: O(1) a lookup, three loads; O(n) expected to build, about 12 bytes a feature.
struct FeatureIndex: Sendable {
  /// The number of slots, at least the number of features.
  let slotCount: Int
  /// The position of the feature in each slot; -1 for a slot without one.
  let features: [Int32]

  /// Whether every hash has its slot; false only for hashes that were chosen for it.
  let isComplete: Bool

  private let storage: FeatureIndexStorage

  /// The most hashes of one bucket that a displacement is looked for; random hashes are 4 a bucket.
  private static let largestBucket = 32

  /// An index in which `hashes[i]` has the position `i`; of equal hashes the first wins.
  init(_ hashes: [UInt64]) {
    var seen: Set<UInt64> = []
    let keys = hashes.enumerated().filter { seen.insert($0.element).inserted }
      .map { (hash: $0.element, position: Int32(truncatingIfNeeded: $0.offset)) }
    var bits = 1
    while (1 << bits) < keys.count { bits += 1 }
    var layout = Self.layout(keys, slotBits: bits)
    // Two hashes that agree in all the bits that place them need a larger table: at this limit random
    // ones do not, in any number.
    let largest = max(16, bits + 2)
    while layout == nil, bits < largest {
      bits += 1
      layout = Self.layout(keys, slotBits: bits)
    }
    isComplete = layout != nil
    let built = layout ?? Layout(slotBits: 1)
    slotCount = built.slots.count
    features = built.features
    storage = FeatureIndexStorage(displacements: built.displacements, keys: built.slots)
  }

  /// The lookup for inner loops: valid as long as the index.
  @inline(__always)
  var lookup: FeatureIndexStorage.Lookup { storage.lookup }

  /// The position of the feature with `hash`; nil if there is none.
  func position(of hash: UInt64) -> Int? {
    let (slot, isFound) = lookup.find(hash)
    let position = features[slot]
    return isFound && position >= 0 ? Int(position) : nil
  }

  private struct Layout {
    var slots: [UInt64]
    var features: [Int32]
    var displacements: [UInt16]
    let bucketShift: UInt64

    init(slotBits: Int) {
      let bucketBits = max(1, slotBits - 2)
      // With no displacement a hash is looked up in the slot of its low bits, and never in the next one.
      slots = (0..<1 << slotBits).map { UInt64($0 ^ 1) }
      features = [Int32](repeating: -1, count: 1 << slotBits)
      displacements = [UInt16](repeating: 0, count: 1 << bucketBits)
      bucketShift = UInt64(64 - bucketBits)
    }
  }

  private static func layout(_ keys: [(hash: UInt64, position: Int32)], slotBits: Int) -> Layout? {
    var layout = Layout(slotBits: slotBits)
    let mask = UInt64(layout.slots.count - 1)
    var buckets = [[(hash: UInt64, position: Int32)]](repeating: [], count: layout.displacements.count)
    for key in keys { buckets[Int(truncatingIfNeeded: key.hash >> layout.bucketShift)].append(key) }
    guard buckets.allSatisfy({ $0.count <= largestBucket }) else { return nil }
    // Large buckets first, while there is room.
    let order = buckets.indices.sorted { a, b in
      (buckets[b].count, a) < (buckets[a].count, b)
    }
    var taken: [Int] = []
    for bucket in order where !buckets[bucket].isEmpty {
      let members = buckets[bucket]
      let displacement = (UInt16.min...UInt16.max).first { candidate in
        taken.removeAll(keepingCapacity: true)
        for member in members {
          let slot = FeatureIndexStorage.slot(member.hash, candidate, mask)
          guard layout.features[slot] < 0, !taken.contains(slot) else { return false }
          taken.append(slot)
        }
        return true
      }
      guard let displacement else { return nil }
      layout.displacements[bucket] = displacement
      for member in members {
        let slot = FeatureIndexStorage.slot(member.hash, displacement, mask)
        layout.slots[slot] = member.hash
        layout.features[slot] = member.position
      }
    }
    if let elsewhere = keys.first {
      for slot in layout.slots.indices where layout.features[slot] < 0 {
        layout.slots[slot] = elsewhere.hash
      }
    }
    return layout
  }
}
