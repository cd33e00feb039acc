/// Occurrences of each vocabulary feature in one document, by the slots of the channels' indexes, and
/// the list of those that occurred.
///
/// Unsafe code of the tally lives here alone. Counting is two loads, two stores and no branch. In
/// bounds by construction: a slot comes from an index whose slots the tally was sized for, and the list
/// has room for every slot once and for one that is written ahead.
struct FeatureTally: Sendable {
  /// The slot of each channel's first feature.
  let starts: [Int]
  private var counts: [UInt32]
  private var touched: [Int32]
  private var touchedCount = 0

  /// A tally for indexes with these numbers of slots.
  init(slotCounts: [Int]) {
    var starts: [Int] = []
    var total = 0
    for count in slotCounts {
      starts.append(total)
      total += count
    }
    self.starts = starts
    counts = [UInt32](repeating: 0, count: total)
    touched = [Int32](repeating: 0, count: total + 1)
  }

  /// Lends a handle that counts; nothing is counted before or after.
  @inline(__always)
  mutating func counting<Failure: Error, Result>(
    _ body: (inout Handle) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var reached = touchedCount
    defer { touchedCount = reached }
    return try counts.withUnsafeMutableBufferPointer { counts throws(Failure) in
      try touched.withUnsafeMutableBufferPointer { touched throws(Failure) in
        guard let countBase = counts.baseAddress, let touchedBase = touched.baseAddress else {
          var unused: UInt32 = 0
          var slot: Int32 = 0
          return try withUnsafeMutablePointer(to: &unused) { unused throws(Failure) in
            try withUnsafeMutablePointer(to: &slot) { slot throws(Failure) in
              var handle = Handle(counts: unused, touched: slot, reached: 0)
              return try body(&handle)
            }
          }
        }
        var handle = Handle(counts: countBase, touched: touchedBase, reached: reached)
        defer { reached = handle.reached }
        return try body(&handle)
      }
    }
  }

  /// The memory of a tally while it is lent out.
  struct Handle {
    fileprivate let counts: UnsafeMutablePointer<UInt32>
    fileprivate let touched: UnsafeMutablePointer<Int32>
    fileprivate var reached: Int

    /// Counts one occurrence in `slot` if `isFound`.
    @inline(__always)
    mutating func count(_ slot: Int, isFound: Bool) {
      let one: UInt32 = isFound ? 1 : 0
      let before = counts[slot]
      counts[slot] = before &+ one
      touched[reached] = Int32(truncatingIfNeeded: slot)
      reached &+= before == 0 ? Int(one) : 0
    }
  }

  /// Calls `body` with each slot that occurred and how often, in order of first occurrence, and
  /// forgets them all.
  @inline(__always)
  mutating func drain(_ body: (_ slot: Int, _ count: UInt32) -> Void) {
    for position in 0..<touchedCount {
      let slot = Int(touched[position])
      body(slot, counts[slot])
      counts[slot] = 0
    }
    touchedCount = 0
  }
}
