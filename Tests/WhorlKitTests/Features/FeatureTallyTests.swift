import Testing

@testable import WhorlKit

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
      tally.drain { slot, count in
        drained.append(slot)
        #expect(counts[slot] == count)
      }
      #expect(drained == order)
      // Drained means forgotten.
      tally.drain { slot, _ in Issue.record("slot \(slot) is still there") }
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
    tally.drain { drained.append([$0, Int($1)]) }
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
    tally.drain { slot, count in
      #expect(count == 1)
      slots.append(slot)
    }
    #expect(slots == Array(0..<8))
  }

  @Test("counts nothing without slots")
  func noSlots() {
    var tally = FeatureTally(slotCounts: [])
    tally.counting { $0.count(0, isFound: false) }
    tally.drain { _, _ in Issue.record("there is nothing to count") }
  }
}
