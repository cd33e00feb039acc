/// A fixed set of windows of four ASCII characters, each with its position: the lookup that every character
/// 4-gram of every document goes through.
///
/// A perfect hash by row displacement (Tarjan & Yao 1979, "Storing a sparse table",
/// doi:10.1145/359168.359175): the first two characters choose a row, the last two a column, and rows are
/// shifted over each other until no two windows share a slot. The one slot where a window can be is then
/// the sum of two offsets, which is found without multiplying; one compare tells whether it is there.
///
/// Windows are four bytes, the first character in the lowest.
///
/// - Complexity: O(1) a lookup, three loads. For n windows O(n · m / 64) to build, with m slots, which are
///   little more than n and at most ``slotLimit(_:)``.
struct WindowIndex: Sendable {
  /// The number of slots, at least the number of windows.
  let slotCount: Int
  /// The position of the window in each slot; -1 for a slot without one.
  let positions: [Int32]
  /// Whether every window has its slot; false only for sets that were chosen for it.
  let isComplete: Bool

  private let storage: WindowIndexStorage

  /// What no window of ASCII is.
  private static let absent = UInt32.max

  /// An index in which `windows[i]` has the position `i`; of equal windows the first wins.
  init(_ windows: [UInt32]) {
    var layout = Layout()
    var rows: [Int: [(column: Int, position: Int)]] = [:]
    var columns: [Int: Int] = [:]
    var seen: Set<UInt32> = []
    for (position, window) in windows.enumerated() where seen.insert(window).inserted {
      let (row, column) = (Int(window & 0xFFFF), Int(window >> 16))
      rows[row, default: []].append((column, position))
      columns[column, default: 0] += 1
    }
    // Columns that occur together lie together, and the fullest rows are placed while there is room.
    let order = columns.sorted { a, b in (b.value, a.key) < (a.value, b.key) }
    for (offset, column) in order.enumerated() {
      layout.columns[column.key] = UInt16(truncatingIfNeeded: offset)
    }
    var isComplete = true
    let limit = min(Self.slotLimit(seen.count) + order.count, Int(UInt16.max) + 1)
    for (row, members) in rows.sorted(by: { a, b in (b.value.count, a.key) < (a.value.count, b.key) }) {
      let offsets = members.map { Int(layout.columns[$0.column]) }
      guard let start = layout.taken.firstFit(offsets, below: limit) else {
        isComplete = false
        break
      }
      layout.rows[row] = UInt16(truncatingIfNeeded: start)
      for (member, offset) in zip(members, offsets) {
        layout.place(windows[member.position], position: member.position, at: start + offset)
      }
    }
    if !isComplete { layout = Layout() }
    // Whatever row and column meet, there is a slot.
    layout.grow(to: Int(layout.rows.max() ?? 0) + Int(layout.columns.max() ?? 0) + 1)
    self.isComplete = isComplete
    slotCount = layout.windows.count
    positions = layout.positions
    storage = WindowIndexStorage(rows: layout.rows, columns: layout.columns, windows: layout.windows)
  }

  /// The slots that the rows of `count` windows may begin in: text needs little more than one each.
  private static func slotLimit(_ count: Int) -> Int { 1024 + 8 * count }

  /// The lookup for inner loops: valid as long as the index.
  @inline(__always)
  var lookup: WindowIndexStorage.Lookup { storage.lookup }

  private struct Layout {
    var rows = [UInt16](repeating: 0, count: WindowIndexStorage.pairCount)
    var columns = [UInt16](repeating: 0, count: WindowIndexStorage.pairCount)
    var windows: [UInt32] = []
    var positions: [Int32] = []
    var taken = SlotSet()

    mutating func place(_ window: UInt32, position: Int, at slot: Int) {
      grow(to: slot + 1)
      windows[slot] = window
      positions[slot] = Int32(truncatingIfNeeded: position)
      taken.insert(slot)
    }

    mutating func grow(to count: Int) {
      guard windows.count < count else { return }
      windows += [UInt32](repeating: WindowIndex.absent, count: count - windows.count)
      positions += [Int32](repeating: -1, count: count - positions.count)
    }
  }

  /// The slots that are taken, a bit each.
  private struct SlotSet {
    private var words: [UInt64] = []

    mutating func insert(_ slot: Int) {
      while words.count <= slot / 64 { words.append(0) }
      words[slot / 64] |= 1 << UInt64(slot % 64)
    }

    /// The first start below `limit` from which none of the slots at `offsets` is taken.
    func firstFit(_ offsets: [Int], below limit: Int) -> Int? {
      var start = 0
      while start < limit {
        var blocked: UInt64 = 0
        for offset in offsets {
          blocked |= bits(from: start + offset)
          if blocked == .max { break }
        }
        if blocked != .max { return start + (~blocked).trailingZeroBitCount }
        start += 64
      }
      return nil
    }

    /// The 64 slots from `slot` on, the first lowest.
    private func bits(from slot: Int) -> UInt64 {
      func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }
      let shift = UInt64(slot % 64)
      let low = word(slot / 64) >> shift
      return shift == 0 ? low : low | word(slot / 64 + 1) << (64 - shift)
    }
  }
}
