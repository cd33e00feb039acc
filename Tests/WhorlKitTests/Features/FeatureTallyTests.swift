import Testing

@testable import WhorlKit

extension FeatureTally {
  /// Calls `body` with each slot that occurred and how often, and forgets them all.
  fileprivate mutating func drainAll(_ body: (_ slot: Int, _ count: UInt32) -> Void) {
    forEach(0..<Int.max, body)
    var sums = [FeatureAccumulator.Packed](repeating: .zero, count: 20_000)
    drain(0..<Int.max, RateScale(opportunities: 1), weight: 1, into: &sums)
    forget()
  }
}

@Suite("The feature tally")
struct FeatureTallyTests {
  @Test("counts as a dictionary does, in order of first occurrence", arguments: [UInt64(1), 2, 3])
  func twin(_ seed: UInt64) {
    var tally = FeatureTally(slotCounts: [4, 16, 2])
    #expect(tally.starts == [0, 4, 20])
    var random = SplitMix64(seed: seed)
    for round in 0..<20 {
      var counts: [Int: UInt32] = [:]
      var order: [Int] = []
      tally.counting { handle in
        for _ in 0..<(round * 10) {
          let slot = random.index(below: 22)
          let isFound = random.index(below: 3) > 0
          handle.count(slot, isFound: isFound)
          guard isFound else { continue }
          if counts[slot] == nil { order.append(slot) }
          counts[slot, default: 0] += 1
        }
      }
      var drained: [Int] = []
      tally.drainAll { slot, count in
        drained.append(slot)
        #expect(counts[slot] == count)
      }
      #expect(drained == order)
      // Drained means forgotten.
      tally.drainAll { slot, _ in Issue.record("slot \(slot) is still there") }
    }
  }

  @Test("goes on counting where an earlier loan ended")
  func severalLoans() {
    var tally = FeatureTally(slotCounts: [2])
    tally.counting { $0.count(1, isFound: true) }
    tally.counting { handle in
      handle.count(0, isFound: true)
      handle.count(1, isFound: true)
    }
    var drained: [[Int]] = []
    tally.drainAll { drained.append([$0, Int($1)]) }
    #expect(drained == [[1, 2], [0, 1]])
  }

  @Test("has room for every slot and one miss more")
  func full() {
    var tally = FeatureTally(slotCounts: [3, 5])
    tally.counting { handle in
      for slot in 0..<8 { handle.count(slot, isFound: true) }
      for slot in 0..<8 { handle.count(slot, isFound: false) }
    }
    var slots: [Int] = []
    tally.drainAll { slot, count in
      #expect(count == 1)
      slots.append(slot)
    }
    #expect(slots == Array(0..<8))
  }

  @Test("counts nothing without slots")
  func noSlots() {
    var tally = FeatureTally(slotCounts: [])
    tally.counting { $0.count(0, isFound: false) }
    tally.drainAll { _, _ in Issue.record("there is nothing to count") }
  }

  @Test("counts whole arrays as it counts one after the other", arguments: [UInt64(1), 2])
  func arrays(_ seed: UInt64) {
    let index = FeatureIndex(FeatureIndexTests.keys(300, seed: seed))
    let text = SketchTestSets.hashes(600, seed: seed).map { UInt8($0 % 5) }
    let windows = (0..<text.count - 3).map { start in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(text[start + $1]) << UInt32(8 * $1) }
    }
    let characters = WindowIndex(Array(Set(windows).sorted().prefix(200)))
    let some = FeatureIndexTests.keys(500, seed: seed)
    let keys = (0..<2000).map { some[$0 * 7 % 500] }
    var fast = FeatureTally(slotCounts: [index.slotCount, characters.slotCount])
    var slow = fast
    fast.counting { handle in
      handle.count(keys.span, index.lookup, start: 0)
      text.withUnsafeBufferPointer { text in
        handle.count(windowsOf: text, characters.lookup, start: index.slotCount)
        handle.count(windowsOf: UnsafeBufferPointer(rebasing: text[..<3]), characters.lookup, start: 0)
      }
    }
    slow.counting { handle in
      for key in keys {
        let (slot, isFound) = index.lookup.find(key)
        handle.count(slot, isFound: isFound)
      }
      for key in windows {
        let (slot, isFound) = characters.lookup.find(key)
        handle.count(index.slotCount + slot, isFound: isFound)
      }
    }
    var lists: [[[Int]]] = [[], []]
    fast.drainAll { lists[0].append([$0, Int($1)]) }
    slow.drainAll { lists[1].append([$0, Int($1)]) }
    #expect(lists[0] == lists[1])
    #expect(lists[0].count > 300)
  }
}
