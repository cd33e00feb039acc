internal import CMinHash

/// The MinHash signature of one document: 128 values of 32 bits.
///
/// Value i is the smallest `aᵢ·x + bᵢ` modulo 2³² over the shingles x of a document, with `aᵢ` odd: the
/// multiply-add family of Dietzfelbinger et al. 1997 (doi:10.1006/jagm.1997.0873) in the place of the
/// random permutations of Broder 1997 (doi:10.1109/SEQUEN.1997.666900). The share of equal values in two
/// signatures estimates the Jaccard similarity J of the sets with a standard error of √(J(1 − J)/128).
///
/// Shingles come as 32 bits: two of a document's few hundred collide once in ten million pairs.
public enum DocumentSignature {
  /// Values in a signature.
  public static let width = 128
  /// The value of an empty set.
  public static let emptyValue = UInt32.max
  /// The name written into every file that depends on this definition.
  public static let name = "whorl-minhash32/1"

  private static let multipliers = constants(seed: "whorl/minhash32/multipliers").map { $0 | 1 }
  private static let increments = constants(seed: "whorl/minhash32/increments")

  /// Appends the signature of the set of `shingles`; repeats do not matter.
  ///
  /// - Complexity: O(128·n).
  public static func append(of shingles: [UInt32], to signatures: inout [UInt32]) {
    let start = signatures.count
    signatures.append(contentsOf: repeatElement(emptyValue, count: width))
    guard !shingles.isEmpty else { return }
    let count = shingles.count
    // The kernel reads `count` shingles and 128 constants each, and writes the 128 values just added.
    signatures.withUnsafeMutableBufferPointer { values in
      shingles.withUnsafeBufferPointer { shingles in
        multipliers.withUnsafeBufferPointer { multipliers in
          increments.withUnsafeBufferPointer { increments in
            guard let values = values.baseAddress, let shingles = shingles.baseAddress,
              let multipliers = multipliers.baseAddress, let increments = increments.baseAddress
            else { return }
            whorl_minhash_update(shingles, count, multipliers, increments, values + start)
          }
        }
      }
    }
  }

  private static func constants(seed: String) -> [UInt32] {
    var generator = SplitMix64(seed: StableHash.text(seed, seed: 0))
    return (0..<width).map { _ in UInt32(truncatingIfNeeded: generator.next() >> 32) }
  }
}
