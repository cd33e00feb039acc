import Testing

@testable import WhorlKit

@Suite("The feature index")
struct FeatureIndexTests {
  static func keys(_ count: Int, seed: UInt64) -> [UInt64] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in random.next() }
  }

  private func checkFinds(_ keys: [UInt64], in index: FeatureIndex) {
    var first: [UInt64: Int] = [:]
    for (position, key) in keys.enumerated() where first[key] == nil { first[key] = position }
    var slots: Set<Int> = []
    for (key, position) in first {
      let (slot, isFound) = index.lookup.find(key)
      #expect(isFound && index.features[slot] == Int32(position))
      #expect(slots.insert(slot).inserted)
      #expect(index.position(of: key) == position)
    }
    #expect(index.isComplete)
    #expect(index.slotCount >= first.count && index.features.count == index.slotCount)
    #expect(index.features.count { $0 >= 0 } == first.count)
  }

  @Test(
    "finds every key at its own slot and nothing else",
    arguments: [0, 1, 2, 3, 1000, 2000, 2048, 5000], [UInt64(1), 2])
  func randomKeys(_ count: Int, seed: UInt64) {
    let keys = Self.keys(count, seed: seed)
    let index = FeatureIndex(keys)
    checkFinds(keys, in: index)
    let held = Set(keys)
    var misfound = 0
    for other in Self.keys(20_000, seed: seed &+ 1000) + Array(0...300) + [.max] where !held.contains(other) {
      if index.lookup.find(other).isFound { misfound += 1 }
    }
    for key in keys {
      for bit in 0..<64 where !held.contains(key ^ 1 << UInt64(bit)) {
        if index.lookup.find(key ^ 1 << UInt64(bit)).isFound { misfound += 1 }
      }
      if misfound > 0 { break }
    }
    #expect(misfound == 0)
  }

  @Test("finds nothing without keys, not even the hash 0")
  func empty() {
    let index = FeatureIndex([])
    for hash in Array(0...1000) + [UInt64.max, 1 << 63] {
      #expect(!index.lookup.find(hash).isFound)
      #expect(index.position(of: hash) == nil)
    }
  }

  @Test("gives a repeated key its first position")
  func repeated() {
    let keys: [UInt64] = [7, 9, 7, 7, 11, 9]
    let index = FeatureIndex(keys)
    checkFinds(keys, in: index)
    #expect(index.position(of: 9) == 1)
    #expect(index.position(of: 11) == 4)
  }

  @Test("finds 0 and the largest hash where they are keys")
  func extremes() {
    let keys: [UInt64] = [0, .max, 1, 1 << 63]
    checkFinds(keys, in: FeatureIndex(keys))
    #expect(FeatureIndex([.max]).position(of: 0) == nil)
    #expect(FeatureIndex([0]).position(of: .max) == nil)
  }

  @Test("tells keys apart that differ in one bit", arguments: [0, 5, 11, 15, 22, 24, 55, 60, 63])
  func oneBit(_ bit: UInt64) {
    let low = Self.keys(200, seed: 3).map { $0 & ~(1 << bit) }
    let keys = low + low.map { $0 | 1 << bit }
    checkFinds(keys, in: FeatureIndex(keys))
  }

  @Test("tells neighbouring numbers apart")
  func neighbours() {
    let keys = (0..<24).map { UInt64($0) }
    checkFinds(keys, in: FeatureIndex(keys))
  }

  @Test("gives up in bounded time on keys that were chosen to fall together, finds none and says so")
  func adversarial() {
    // Only the bit that no placing bit depends on differs, or all are in one bucket.
    let pair = FeatureIndex([0x1234 << 48, 0x1234 << 48 | 1 << 45])
    #expect(!pair.isComplete)
    let crowd = Self.keys(2000, seed: 5).map { $0 >> 24 }
    let clock = ContinuousClock()
    var index = FeatureIndex([])
    let elapsed = clock.measure { index = FeatureIndex(crowd) }
    #expect(elapsed < .seconds(5))
    #expect(!index.isComplete)
    #expect(crowd.allSatisfy { index.position(of: $0) == nil && !index.lookup.find($0).isFound })
  }
}
