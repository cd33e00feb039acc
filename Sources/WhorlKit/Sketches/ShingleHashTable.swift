/// A set of 64-bit hashes by open addressing with linear probing.
///
/// The elements are hashes already, so their low bits choose the slot. Slot order is internal: all
/// that leaves the module is sorted or counted. Repeated insertion, the common case in text, is
/// one probe and no write.
///
/// Invariant: at most half of the slots are taken, so that every probe ends.
struct ShingleHashTable: Sendable {
  private static let vacant: UInt64 = 0

  private var slots: [UInt64]
  private var taken = 0
  // The hash 0 marks a vacant slot and is kept here instead.
  private var containsZero = false

  /// An empty set with room for `count` hashes.
  init(minimumCapacity count: Int = 32) {
    var size = 64
    while size < 2 * count { size *= 2 }
    slots = [UInt64](repeating: Self.vacant, count: size)
  }

  /// The number of distinct hashes.
  var count: Int { taken + (containsZero ? 1 : 0) }

  /// Adds `hash`; true if it was not there.
  ///
  /// - Complexity: O(1) expected and amortised.
  mutating func insert(_ hash: UInt64) -> Bool {
    if hash == Self.vacant {
      defer { containsZero = true }
      return !containsZero
    }
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let stored = slots[slot]
      if stored == hash { return false }
      if stored == Self.vacant { break }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = hash
    taken &+= 1
    if 2 &* taken > slots.count { rebuild(minimumCapacity: 2 * taken, keepingUpTo: .max) }
    return true
  }

  /// Whether `hash` is in the set.
  ///
  /// - Complexity: O(1) expected.
  func contains(_ hash: UInt64) -> Bool {
    if hash == Self.vacant { return containsZero }
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != Self.vacant {
      if slots[slot] == hash { return true }
      slot = (slot &+ 1) & mask
    }
    return false
  }

  /// Removes every hash, and leaves room for `count` others.
  ///
  /// - Complexity: O(c) in the larger of `count` and the room there was, at most eight times `count`.
  mutating func removeAll(minimumCapacity count: Int) {
    if slots.count < 2 * count || slots.count > max(64, 16 * count) {
      self = ShingleHashTable(minimumCapacity: count)
    } else {
      for slot in slots.indices { slots[slot] = Self.vacant }
      taken = 0
      containsZero = false
    }
  }

  /// Removes every hash above `largest`.
  ///
  /// - Complexity: O(n) expected.
  mutating func removeAll(above largest: UInt64) {
    rebuild(minimumCapacity: taken, keepingUpTo: largest)
  }

  /// Calls `body` with every hash, in no meaningful order.
  @inline(__always)
  func forEach(_ body: (UInt64) -> Void) {
    if containsZero { body(0) }
    for hash in slots where hash != Self.vacant { body(hash) }
  }

  /// The number of hashes up to `largest`.
  ///
  /// - Complexity: O(n), or O(1) if `largest` is the largest hash there is.
  func countOfHashes(upTo largest: UInt64) -> Int {
    if largest == .max { return count }
    var result = 0
    forEach { result += $0 <= largest ? 1 : 0 }
    return result
  }

  /// The number of hashes up to `largest` that are in `other`, too.
  ///
  /// - Complexity: O(n) expected.
  func countOfHashes(sharedWith other: ShingleHashTable, upTo largest: UInt64) -> Int {
    var result = 0
    forEach { result += $0 <= largest && other.contains($0) ? 1 : 0 }
    return result
  }

  private mutating func rebuild(minimumCapacity: Int, keepingUpTo largest: UInt64) {
    var rebuilt = ShingleHashTable(minimumCapacity: minimumCapacity)
    rebuilt.containsZero = containsZero
    for hash in slots where hash != Self.vacant && hash <= largest {
      _ = rebuilt.insert(hash)
    }
    self = rebuilt
  }
}
