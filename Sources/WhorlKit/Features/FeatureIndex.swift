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
    var keys: [Key] = []
    for (offset, hash) in hashes.enumerated() where seen.insert(hash).inserted {
      keys.append((hash, Int32(truncatingIfNeeded: offset)))
    }
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

  private typealias Key = (hash: UInt64, position: Int32)

  // Loops over positions: the index is built in every run of the tool, and in one without optimisation
  // iterators and closures cost more than the rest of the run.
  private static func layout(_ keys: [Key], slotBits: Int) -> Layout? {
    var layout = Layout(slotBits: slotBits)
    let mask = UInt64(layout.slots.count - 1)
    let (members, starts) = buckets(keys, count: layout.displacements.count, shift: layout.bucketShift)
    // Large buckets first, while there is room.
    var bySize = [[Int]](repeating: [], count: largestBucket + 1)
    for bucket in layout.displacements.indices {
      let size = starts[bucket + 1] - starts[bucket]
      guard size <= largestBucket else { return nil }
      bySize[size].append(bucket)
    }
    var taken = [Int](repeating: 0, count: largestBucket)
    for size in stride(from: largestBucket, to: 0, by: -1) {
      for bucket in bySize[size] {
        let start = starts[bucket]
        var displacement: UInt16 = 0
        search: while true {
          var placed = 0
          while placed < size {
            let slot = FeatureIndexStorage.slot(members[start + placed].hash, displacement, mask)
            if layout.features[slot] >= 0 { break }
            var other = 0
            while other < placed, taken[other] != slot { other += 1 }
            if other < placed { break }
            taken[placed] = slot
            placed += 1
          }
          if placed == size { break search }
          guard displacement < UInt16.max else { return nil }
          displacement += 1
        }
        layout.displacements[bucket] = displacement
        for place in 0..<size {
          layout.slots[taken[place]] = members[start + place].hash
          layout.features[taken[place]] = members[start + place].position
        }
      }
    }
    if let elsewhere = keys.first {
      for slot in layout.slots.indices where layout.features[slot] < 0 {
        layout.slots[slot] = elsewhere.hash
      }
    }
    return layout
  }

  /// The keys in the order of their buckets, and where each bucket begins and the last one ends.
  private static func buckets(_ keys: [Key], count: Int, shift: UInt64) -> (keys: [Key], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[Int(truncatingIfNeeded: key.hash >> shift) + 1] += 1 }
    for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var sorted = keys
    for key in keys {
      let bucket = Int(truncatingIfNeeded: key.hash >> shift)
      sorted[next[bucket]] = key
      next[bucket] += 1
    }
    return (sorted, starts)
  }
}
