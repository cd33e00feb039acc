import Testing

@testable import WhorlKit

@Suite("The order of evenly spread words")
struct UniformOrderTests {
  @Test(
    "is that of the library's sort, whatever the words are",
    arguments: [0, 1, 2, 31, 33, 100, 5000, 70_000], [0, 3, 20, 32])
  func sorted(count: Int, leadingZeros: Int) {
    var random = SplitMix64(seed: UInt64(count))
    var order = UniformOrder()
    let kinds: [(Int) -> UInt64] = [
      { _ in random.next() >> UInt64(leadingZeros) },
      // Above what was promised, all in one bucket, few values, and in order or against it.
      { _ in random.next() },
      { _ in random.next() >> 40 },
      { _ in UInt64(random.index(below: 7)) << UInt64(60 - leadingZeros) | random.next() % 50 },
      { UInt64($0) << 20 },
      { UInt64(count - $0) << 20 },
    ]
    for kind in kinds {
      var values = (0..<count).map(kind)
      let expected = values.sorted()
      order.sort(&values, leadingZeros: leadingZeros)
      #expect(values == expected)
    }
  }
}
