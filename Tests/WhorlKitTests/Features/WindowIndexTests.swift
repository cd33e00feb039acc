import Testing

@testable import WhorlKit

@Suite("The window index")
struct WindowIndexTests {
  private static func windows(_ count: Int, seed: UInt64, letters: Int = 128) -> [UInt32] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (0..<4).reduce(0) { window, _ in window << 8 | UInt32(random.index(below: letters)) }
    }
  }

  /// A lookup is valid as long as its index.
  private func isFound(_ window: UInt32, in index: WindowIndex) -> Bool {
    withExtendedLifetime(index) { index.lookup.find(window).isFound }
  }

  private func checkFinds(_ windows: [UInt32], in index: WindowIndex) {
    var first: [UInt32: Int] = [:]
    for (position, window) in windows.enumerated() where first[window] == nil { first[window] = position }
    var slots: Set<Int> = []
    for (window, position) in first {
      let (slot, isFound) = withExtendedLifetime(index) { index.lookup.find(window) }
      #expect(isFound && index.positions[slot] == Int32(position))
      #expect(slots.insert(slot).inserted)
    }
    #expect(index.isComplete)
    #expect(index.slotCount >= first.count && index.positions.count == index.slotCount)
    #expect(index.positions.count { $0 >= 0 } == first.count)
  }

  @Test(
    "finds every window at its own slot and nothing else", arguments: [0, 1, 2, 50, 2000, 20_000],
    [5, 30, 128])
  func random(_ count: Int, letters: Int) {
    let windows = Self.windows(count, seed: UInt64(count + letters), letters: letters)
    let index = WindowIndex(windows)
    checkFinds(windows, in: index)
    let held = Set(windows)
    let others =
      Self.windows(20_000, seed: 1, letters: letters) + Self.windows(20_000, seed: 2)
      + windows.flatMap { window in (0..<32).map { window ^ 1 << $0 } }
    let misfound = others.count { !held.contains($0) && isFound($0, in: index) }
    #expect(misfound == 0)
  }

  @Test("needs little more than a slot a window of the shipped vocabulary")
  func size() throws {
    let indexes = try Vocabulary.shipped().indexes
    let held = indexes.windows.positions.count { $0 >= 0 }
    #expect(held > 1000)
    #expect(indexes.windows.slotCount < 2 * held)
  }

  @Test("gives a repeated window its first position")
  func repeated() {
    let windows: [UInt32] = [7, 9, 7, 0x4142_4344, 9]
    checkFinds(windows, in: WindowIndex(windows))
  }

  @Test("finds the window of four NUL characters where it is one, and else not")
  func zero() {
    checkFinds([0], in: WindowIndex([0]))
    #expect(!isFound(0, in: WindowIndex([])))
    #expect(!isFound(0, in: WindowIndex([1])))
  }

  @Test("gives up in bounded memory on windows that were chosen not to fit, finds none and says so")
  func adversarial() {
    // A hundred rows of four hundred columns each, spread at random: no two lie into each other.
    var random = SplitMix64(seed: 9)
    let windows = (0..<100 as Range<UInt32>).flatMap { row in
      (0..<400).map { _ in row | UInt32(random.index(below: 16_384)) << 16 }
    }
    let index = WindowIndex(windows)
    #expect(!index.isComplete)
    #expect(index.slotCount == 1)
    #expect(windows.allSatisfy { !isFound($0, in: index) })
  }
}
