/// The hash of an n-gram of token hashes, cheap to slide along a text.
///
/// The n-gram `t₀ … tₙ₋₁` has the hash `finalize(seed ^ Σ tᵢ · Bⁿ⁻¹⁻ⁱ)` modulo 2⁶⁴ (Karp & Rabin
/// 1987, doi:10.1147/rd.312.0249). The base is 3 modulo 8, so that a difference of two powers of it
/// is divisible by few twos, and swapping two tokens changes the sum.
///
/// ```swift
/// var window = RollingNGramHash(length: 3, seed: 7)
/// for token in tokens { if let hash = window.push(token) { … } }
/// ```
public enum NGramHash {
  /// The base of the polynomial, 3 modulo 8.
  public static let base: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// The base to the power of `exponent`.
  public static func basePower(_ exponent: Int) -> UInt64 {
    var power: UInt64 = 1
    for _ in 0..<exponent { power = power &* base }
    return power
  }

  /// The hash of a whole n-gram: the definition that ``RollingNGramHash`` must agree with.
  ///
  /// - Complexity: O(n) in the number of tokens.
  public static func hash(_ tokens: Span<UInt64>, seed: UInt64) -> UInt64 {
    var sum: UInt64 = 0
    for index in tokens.indices { sum = sum &* base &+ tokens[index] }
    return StableHash.finalize(seed ^ sum)
  }
}
