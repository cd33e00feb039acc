/// Adds the shingles of documents to the sketches of a corpus, of which all but a few are passed over a
/// whole array at a time: once a corpus is large, almost no hash is small enough to change a sketch.
///
/// The bounds that it keeps may be out of date, which lets more through than could change anything: the
/// values of a sketch only fall.
struct ShingleFilter: Sendable {
  /// Documents between two looks at the sketches.
  private static let interval = 16

  private var documents = 0
  private var largestInBin: [UInt64] = ShingleLength.allCases.map { _ in .max }

  /// The bits of a hash under those that choose a bin.
  private static let belowBin = UInt64.max >> UInt64(ShingleSketches.bins.trailingZeroBitCount)

  /// Adds the shingles of `words`, which `sums` has summed last.
  ///
  /// - Complexity: O(n) in the words.
  mutating func add(_ words: Span<UInt64>, of sums: inout NGramSums, to sketches: inout ShingleSketches) {
    if documents % Self.interval == 0 { updateBounds(sketches) }
    documents &+= 1
    for (place, length) in ShingleLength.allCases.enumerated() {
      let largest = sketches.pair(length).fracMinHash.largestKept
      let largestInBin = largestInBin[place]
      sums.withShingleHashes(length, of: words) { hashes, count in
        let selected = NGramKernel.select(
          &hashes, count: count, largest: largest, mask: Self.belowBin, largestMasked: largestInBin)
        guard selected > 0 else { return }
        sketches.update(length) { pair in
          for index in 0..<selected {
            pair.minHash.insert(hashes[index])
            pair.fracMinHash.insert(hashes[index])
          }
        }
      }
    }
  }

  private mutating func updateBounds(_ sketches: ShingleSketches) {
    for (place, length) in ShingleLength.allCases.enumerated() {
      var largest: UInt64 = 0
      for value in sketches.pair(length).minHash.values { largest = max(largest, value & Self.belowBin) }
      largestInBin[place] = largest
    }
  }
}
