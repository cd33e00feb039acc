import Testing
import WhorlKit

@testable import RulePacks

@Suite("Ranges where matches may start")
struct StartRangesTests {
  /// Ranges of at least one place, most of them in order, and the places in them.
  private func made(_ random: inout SplitMix64) -> (ranges: StartRanges, places: Set<Int>) {
    var written: [Range<Int>] = []
    var position = 0
    for _ in 0..<(random.next() % 12) {
      position += Int(random.next() % 9)
      let start = max(0, position - Int(random.next() % 5))
      written.append(start..<(start + 1 + Int(random.next() % 6)))
    }
    var ranges = StartRanges()
    ranges.set(atMost: written.count) { span in
      for index in written.indices { span[index] = written[index] }
      return written.count
    }
    return (ranges, Set(written.flatMap { Array($0) }))
  }

  private func places(_ ranges: StartRanges) -> [Int] {
    (0..<ranges.count).flatMap { Array(ranges[$0]) }
  }

  @Test("They are in order and apart, and hold the places that were written")
  func order() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<2000 {
      let (ranges, expected) = made(&random)
      #expect(places(ranges) == expected.sorted())
      #expect(ranges.isEmpty == expected.isEmpty)
      for index in 1..<max(1, ranges.count) {
        #expect(ranges[index - 1].upperBound < ranges[index].lowerBound)
      }
    }
  }

  @Test("What two have in common are the places that both hold, whatever was there before")
  func common() {
    var random = SplitMix64(seed: 6)
    var common = StartRanges()
    for _ in 0..<2000 {
      let (a, b) = (made(&random), made(&random))
      common.set(commonTo: a.ranges, b.ranges)
      #expect(places(common) == a.places.intersection(b.places).sorted())
    }
  }

  @Test("Everywhere is not nowhere")
  func everywhere() {
    #expect(!StartRanges.everywhere.isEmpty)
    #expect(StartRanges().isEmpty)
  }
}
