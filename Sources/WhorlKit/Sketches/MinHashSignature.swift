internal import CMinHash

/// The MinHash signature of one document: 128 values of 32 bits that two documents share in proportion to
/// the Jaccard similarity of their shingles.
///
/// ```swift
/// var extractor = SignatureExtractor()
/// let a = try extractor.signature(of: first.span), b = try extractor.signature(of: second.span)
/// if let a, let b { print(a.jaccardEstimate(with: b)) }
/// ```
///
/// One-permutation MinHash (Li, Owen & Zhang 2012, arXiv:1208.1259): the top 7 bits of a shingle's 64-bit
/// hash choose a position, and each position keeps the smallest of the 32 bits after them. Positions that
/// received nothing, as some do in documents of a few hundred shingles, are filled in up to three more
/// rounds, from the hashes times an odd number of the round (fast similarity sketching, Dahlgaard, Knudsen &
/// Thorup 2017, arXiv:1704.04370). What is empty even then takes the smallest `aᵢ·x + bᵢ` modulo 2³² over the
/// lower halves x of all hashes, with `aᵢ` odd: classic MinHash (Broder 1997,
/// doi:10.1109/SEQUEN.1997.666900; Dietzfelbinger et al. 1997, doi:10.1006/jagm.1997.0873), which over few
/// hashes costs little in vectors. Densification would copy another position's value in the place of that
/// (Shrivastava 2017, arXiv:1703.04664), which makes positions depend on each other.
///
/// A position's value is that of the shingle which comes first in an order that is the position's own: first
/// the shingles that choose it in the first round, and so on. So it is equal in two documents with the
/// probability *J*, their Jaccard similarity, as banding needs, and the share of equal values estimates *J*
/// with a standard error of √(J(1 − J)/128) or less: a round draws without replacement.
///
/// For direct comparison of two sketches, and for sets whose union is wanted, there is ``MinHashSketch``,
/// which leaves empty bins empty.
public struct MinHashSignature: Sendable, Equatable {
  /// The number of values, 128.
  public static let valueCount = Int(whorl_minhash_width)
  /// All values of the empty set, for tables of signatures.
  public static let emptyValue = UInt32.max
  /// The name written into every file that depends on this definition.
  public static let name = "whorl-minhash32/2"

  /// The values, by position.
  public let values: [UInt32]

  static let multipliers = constants(seed: "whorl/minhash32/multipliers").map { $0 | 1 }
  static let increments = constants(seed: "whorl/minhash32/increments")

  /// The signature of a set of 64-bit shingle hashes; nil for the empty set.
  ///
  /// A function of the set: order and repetition do not matter.
  ///
  /// - Complexity: O(128·n) at worst, and O(n) for a thousand hashes or more.
  public init?(hashes: Span<UInt64>) {
    var values = [UInt32](repeating: 0, count: Self.valueCount)
    var span = values.mutableSpan
    guard Self.sign(hashes, into: &span) else { return nil }
    self.values = values
  }

  /// A signature whose values were stored; nil if they are not 128.
  public init?(values: [UInt32]) {
    guard values.count == Self.valueCount else { return nil }
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
  /// - Complexity: O(128·n) at worst, and O(n) for a thousand hashes or more.
  public static func sign(_ hashes: Span<UInt64>, into signature: inout MutableSpan<UInt32>) -> Bool {
    guard !hashes.isEmpty else { return false }
    precondition(signature.count >= valueCount, "a signature has \(valueCount) values")
    signature.withUnsafeMutableBufferPointer { write(hashes, to: $0.baseAddress) }
    return true
  }

  /// Appends the signature of a set of shingle hashes to a table; 128 times ``emptyValue`` for the empty
  /// set.
  ///
  /// - Complexity: O(128·n) at worst, and O(n) for a thousand hashes or more.
  static func append(_ hashes: Span<UInt64>, to signatures: inout [UInt32]) {
    signatures.append(addingCapacity: valueCount) { output in
      guard !hashes.isEmpty else { return output.append(repeating: emptyValue, count: valueCount) }
      output.withUnsafeMutableBufferPointer { values, count in
        write(hashes, to: values.baseAddress.map { $0 + count })
        count += valueCount
      }
    }
  }

  /// Writes the 128 values of `hashes`, which are not empty, to `values`.
  private static func write(_ hashes: Span<UInt64>, to values: UnsafeMutablePointer<UInt32>?) {
    // The kernel reads the hashes and 128 constants each.
    hashes.withUnsafeBufferPointer { hashes in
      multipliers.withUnsafeBufferPointer { multipliers in
        increments.withUnsafeBufferPointer { increments in
          whorl_minhash_sign(
            hashes.baseAddress, hashes.count, multipliers.baseAddress, increments.baseAddress, values)
        }
      }
    }
  }

  private static func constants(seed: String) -> [UInt32] {
    var generator = SplitMix64(seed: StableHash.text(seed, seed: 0))
    return (0..<valueCount).map { _ in UInt32(truncatingIfNeeded: generator.next() >> 32) }
  }
}
