/// The MinHash signature of one document: 128 values that two documents share in proportion to the
/// Jaccard similarity of their shingles, made for indexes of many documents.
///
/// ```swift
/// var extractor = SignatureExtractor()
/// let a = try extractor.signature(of: first.span), b = try extractor.signature(of: second.span)
/// if let a, let b { print(a.jaccardEstimate(with: b)) }
/// ```
///
/// Fast similarity sketching (Dahlgaard, Knudsen & Thorup 2017, arXiv:1704.04370): in the first of up to
/// 16 rounds the top 7 bits of a shingle's 64-bit hash choose a position, and each position keeps the
/// smallest of the 31 bits after them, as in one-permutation MinHash (Li, Owen & Zhang 2012,
/// arXiv:1208.1259). Positions that received nothing are filled in the next round, from the hashes times
/// an odd number of that round; what the last round leaves empty takes the smallest value of all. A
/// position's value is thus that of the shingle which comes first in an order that is the position's own,
/// and is equal in two documents with probability *J*, as banding needs.
///
/// For direct comparison of two sketches, and for sets whose union is wanted, there is
/// ``MinHashSketch``, which leaves empty bins empty.
///
/// Invariant: every value is below 2³¹.
public struct MinHashSignature: Sendable, Equatable {
  /// The number of values, 128.
  public static let valueCount = 128

  /// The values, by position.
  public let values: [UInt32]

  /// The signature of a set of 64-bit shingle hashes; nil for the empty set.
  ///
  /// A function of the set: order and repetition do not matter.
  ///
  /// - Complexity: O(n) in the hashes.
  public init?(hashes: Span<UInt64>) {
    var values = [UInt32](repeating: 0, count: Self.valueCount)
    var span = values.mutableSpan
    guard Self.sign(hashes, into: &span) else { return nil }
    self.values = values
  }

  /// A signature whose values were stored; nil if they are not 128 or one is not below 2³¹.
  public init?(values: [UInt32]) {
    guard values.count == Self.valueCount, values.allSatisfy({ $0 < Self.empty }) else { return nil }
    self.values = values
  }

  /// An unbiased estimate of the Jaccard similarity: the share of equal values.
  ///
  /// - Complexity: O(1).
  public func jaccardEstimate(with other: MinHashSignature) -> Double {
    var equal = 0
    for position in values.indices { equal += values[position] == other.values[position] ? 1 : 0 }
    return Double(equal) / Double(Self.valueCount)
  }

  /// Writes the signature of a set of shingle hashes over the first 128 values of `signature`; false,
  /// and nothing written, for the empty set.
  ///
  /// For tables of signatures that are one block of memory.
  ///
  /// - Precondition: `signature` has at least 128 values.
  /// - Complexity: O(n) in the hashes.
  public static func sign(_ hashes: Span<UInt64>, into signature: inout MutableSpan<UInt32>) -> Bool {
    guard !hashes.isEmpty else { return false }
    var bins = InlineArray<128, UInt32>(repeating: empty)
    for index in hashes.indices {
      let hash = hashes[index]
      let position = Int(truncatingIfNeeded: hash &>> 57)
      bins[position] = min(bins[position], value(hash))
    }
    var vacant = 0
    for position in 0..<valueCount { vacant &+= bins[position] == empty ? 1 : 0 }
    var round: UInt64 = 1
    while vacant > 0, round < rounds {
      vacant = fill(&bins, hashes, factor: factor(round))
      round += 1
    }
    if vacant > 0 { fillRest(&bins, hashes) }
    for position in 0..<valueCount { signature[position] = bins[position] }
    return true
  }

  /// What no value reaches.
  static let empty: UInt32 = 1 << 31

  /// The rounds that choose positions.
  static let rounds: UInt64 = 16

  @inline(__always)
  private static func value(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash &>> 26) & (empty - 1)
  }

  /// What hashes are multiplied by in a round, or for a position that all rounds left empty.
  static func factor(_ number: UInt64) -> UInt64 {
    StableHash.finalize(StableHash.combine(factorSeed, number)) | 1
  }

  private static let factorSeed = StableHash.text("whorl/signature-round", seed: 0)

  /// Fills empty positions in one more round; how many are left.
  private static func fill(
    _ bins: inout InlineArray<128, UInt32>, _ hashes: Span<UInt64>, factor: UInt64
  ) -> Int {
    var found = InlineArray<128, UInt32>(repeating: empty)
    for index in hashes.indices {
      let hash = hashes[index] &* factor
      let position = Int(truncatingIfNeeded: hash &>> 57)
      found[position] = min(found[position], value(hash))
    }
    var vacant = 0
    for position in 0..<valueCount {
      if bins[position] == empty { bins[position] = found[position] }
      vacant &+= bins[position] == empty ? 1 : 0
    }
    return vacant
  }

  private static func fillRest(_ bins: inout InlineArray<128, UInt32>, _ hashes: Span<UInt64>) {
    for position in 0..<valueCount where bins[position] == empty {
      let factor = factor(rounds + UInt64(position))
      var smallest = empty
      for index in hashes.indices { smallest = min(smallest, value(hashes[index] &* factor)) }
      bins[position] = smallest
    }
  }
}
