/// Sorting of words whose leading bits are those of hashes, and so about evenly spread.
///
/// One pass puts each word into one of about as many buckets as there are words; what is in a bucket is then
/// sorted by insertion, or by the library's sort where there is more than chance would put there.
///
/// - Complexity: O(n) expected for hashes, O(n log n) whatever the words are.
struct UniformOrder: Sendable {
  /// Words in a bucket that are sorted by insertion, unless they are in order already.
  private static let insertionLimit = 16
  private static let mostBits = 16

  private var scratch: [UInt64] = []
  private var places: [Int32] = []

  init() {}

  /// Sorts `values`, all below 2^(64 − leadingZeros); others are sorted, too, and take longer.
  mutating func sort(_ values: inout [UInt64], leadingZeros: Int) {
    let count = values.count
    guard count > 32, count < Int(Int32.max) else { return values.sort() }
    let bits = min(Self.mostBits, Int.bitWidth - 1 - count.leadingZeroBitCount)
    let (shift, last) = (UInt64(64 - leadingZeros - bits), UInt64(1) << UInt64(bits) - 1)
    if scratch.count < count { scratch = [UInt64](repeating: 0, count: count) }
    // The places of the buckets' ends; the one behind the last bucket stays 0 until they are summed.
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(0, count: Int(last) + 1))
    values.withUnsafeMutableBufferPointer { values in
      scratch.withUnsafeMutableBufferPointer { scratch in
        places.withUnsafeMutableBufferPointer { places in
          // Buckets are cut to the size of `places`, and each place is the number of words in earlier
          // buckets plus those before it in its own: below `count`.
          for index in 0..<count { places[Int(min(values[index] >> shift, last))] += 1 }
          var sum: Int32 = 0
          for bucket in places.indices {
            let size = places[bucket]
            places[bucket] = sum
            sum += size
          }
          for index in 0..<count {
            let bucket = Int(min(values[index] >> shift, last))
            scratch[Int(places[bucket])] = values[index]
            places[bucket] += 1
          }
          var start = 0
          for bucket in places.indices {
            let end = Int(places[bucket])
            Self.sort(scratch, start..<end)
            start = end
          }
          for index in 0..<count { values[index] = scratch[index] }
        }
      }
    }
  }

  private static func sort(_ values: UnsafeMutableBufferPointer<UInt64>, _ range: Range<Int>) {
    guard range.count > 1 else { return }
    if range.count > insertionLimit {
      // Often one hash many times over, with numbers that ascend.
      var isSorted = true
      for index in range.dropFirst() where values[index] < values[index - 1] { isSorted = false }
      if !isSorted { values[range].sort() }
      return
    }
    for index in range.dropFirst() {
      let value = values[index]
      var place = index
      while place > range.lowerBound, values[place - 1] > value {
        values[place] = values[place - 1]
        place -= 1
      }
      values[place] = value
    }
  }
}
