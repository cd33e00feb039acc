internal import CNGramKernels

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
    /// The length of the list of slots that occurred.
    fileprivate(set) var reached: Int

    /// Counts those of `keys` that `lookup` finds, by slots from `start` on: what a call of
    /// ``count(_:isFound:)`` for each would do.
    mutating func count(_ keys: Span<UInt64>, _ lookup: FeatureIndexStorage.Lookup, start: Int) {
      var kernel = lookup.kernel
      keys.withUnsafeBufferPointer { keys in
        run { whorl_count_keys(&$0, Int32(truncatingIfNeeded: start), &kernel, keys.baseAddress, keys.count) }
      }
    }

    /// Counts those of the windows of four bytes in `text` that `lookup` finds.
    mutating func count(
      windowsOf text: UnsafeBufferPointer<UInt8>, _ lookup: WindowIndexStorage.Lookup, start: Int
    ) {
      guard text.count >= 4 else { return }
      var kernel = lookup.kernel
      run {
        whorl_count_windows(
          &$0, Int32(truncatingIfNeeded: start), &kernel, text.baseAddress, text.count - 3)
      }
    }

    private mutating func run(_ body: (inout whorl_tally) -> Void) {
      var tally = whorl_tally(counts: counts, touched: touched, reached: reached)
      body(&tally)
      reached = tally.reached
    }

    /// Counts one occurrence in `slot` if `isFound`.
    @inline(__always)
    mutating func count(_ slot: Int, isFound: Bool) {
      let one: UInt32 = isFound ? 1 : 0
      let before = counts[slot]
      counts[slot] = before &+ one
      touched[reached] = Int32(truncatingIfNeeded: slot)
      // 1 for the first occurrence, by a borrow: a branch would be as hard to foresee as a coin.
      reached &+= Int(truncatingIfNeeded: (UInt64(before) &- UInt64(one)) &>> 63)
    }
  }

  /// Calls `body` with those of the slots that occurred whose places in the list are in `range`, in order
  /// of first occurrence, and how often they occurred.
  func forEach(_ range: Range<Int>, _ body: (_ slot: Int, _ count: UInt32) -> Void) {
    for position in range.clamped(to: 0..<touchedCount) {
      let slot = Int(touched[position])
      body(slot, counts[slot])
    }
  }

  /// Adds a document of `weight` to the sums of the features whose slots are in `range` of the list, and
  /// sets their counts to 0. The list stays until ``forget()``.
  ///
  /// - Precondition: There is a sum for every slot.
  mutating func drain(
    _ range: Range<Int>, _ scale: RateScale, weight: UInt64, into sums: inout [FeatureAccumulator.Packed]
  ) {
    let range = range.clamped(to: 0..<touchedCount)
    precondition(sums.count >= counts.count)
    let rates = whorl_rate_scale(
      rate_factor: scale.rateFactor, square_factor: scale.squareFactor, weight: weight)
    counts.withUnsafeMutableBufferPointer { counts in
      touched.withUnsafeBufferPointer { touched in
        // The two numbers of a vector are those of the structure.
        sums.withUnsafeMutableBytes { sums in
          whorl_add_features(
            sums.baseAddress?.assumingMemoryBound(to: whorl_packed_sums.self), rates, counts.baseAddress,
            touched.baseAddress, range.lowerBound, range.upperBound)
        }
      }
    }
  }

  /// Forgets the slots that occurred, all of which must have been drained.
  mutating func forget() { touchedCount = 0 }
}
