/// A fixed set of 64-bit feature hashes, each with its index: the lookup that nearly every n-gram
/// of every document goes through, and that nearly every one of them misses.
///
/// A bitmap answers most misses with one load; what passes it goes to an open-addressing table with
/// linear probing (Knuth, TAOCP vol. 3, § 6.4, algorithm L) at a load of one half or less.
///
/// - Complexity: O(1) expected a lookup; O(n) memory, about 48 bytes a feature.
struct FeatureTable: Sendable {
  /// The number of features.
  let count: Int

  private let filter: [UInt64]
  private let filterShift: UInt64
  private let slots: [Slot]
  private let slotMask: Int

  private struct Slot: Sendable {
    var hash: UInt64
    /// The feature's index, or -1 in an empty slot.
    var index: Int
  }

  /// A table in which `hashes[i]` has the index `i`; of equal hashes the first wins.
  init(_ hashes: [UInt64]) {
    count = hashes.count
    var bits = 10
    while (1 << bits) < hashes.count * 32 { bits += 1 }
    filterShift = UInt64(64 - bits)
    var filter = [UInt64](repeating: 0, count: (1 << bits) / 64)
    var slotCount = 2
    while slotCount < hashes.count * 2 { slotCount *= 2 }
    slotMask = slotCount - 1
    var slots = [Slot](repeating: Slot(hash: 0, index: -1), count: slotCount)
    for (index, hash) in hashes.enumerated() {
      let bit = Int(hash >> filterShift)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
      var position = Int(truncatingIfNeeded: hash) & (slotCount - 1)
      while slots[position].index >= 0, slots[position].hash != hash {
        position = (position + 1) & (slotCount - 1)
      }
      if slots[position].index < 0 { slots[position] = Slot(hash: hash, index: index) }
    }
    self.filter = filter
    self.slots = slots
  }

  /// The index of the feature with `hash`, or -1.
  @inline(__always)
  func index(of hash: UInt64) -> Int {
    let bit = Int(truncatingIfNeeded: hash >> filterShift)
    guard filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return -1 }
    var position = Int(truncatingIfNeeded: hash) & slotMask
    while true {
      let slot = slots[position]
      if slot.index < 0 || slot.hash == hash { return slot.index }
      position = (position + 1) & slotMask
    }
  }
}
