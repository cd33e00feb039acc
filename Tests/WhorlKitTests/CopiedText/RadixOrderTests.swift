import Testing

@testable import WhorlKit

@Suite("Order by radix")
struct RadixOrderTests {
  @Test("is that of a stable sort by the same bits", arguments: [0, 1, 2, 3, 100, 5000])
  func order(count: Int) {
    var random = SplitMix64(seed: UInt64(count) + 1)
    let parts: [(shift: UInt64, bits: UInt64)] = [(32, 32), (0, 64), (5, 11), (7, 12), (60, 4), (3, 22)]
    for (shift, bits) in parts {
      for mask: UInt64 in [.max, 0xFF00_00FF_0000_00FF, 0, 1 << shift] {
        let values = (0..<count).map { _ in random.next() & mask }
        let key = { (value: UInt64) in bits == 64 ? value : (value >> shift) & ((1 << bits) - 1) }
        let expected = values.enumerated().sorted {
          (key($0.element), $0.offset) < (key($1.element), $1.offset)
        }
        var sorted = values
        var scratch = [UInt64](repeating: 7, count: count / 2)
        RadixOrder.sort(&sorted, shift: shift, bits: bits, scratch: &scratch)
        #expect(sorted == expected.map(\.element))
      }
    }
  }
}
