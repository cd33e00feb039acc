/// The hashes of all n-grams of a sequence of token hashes, one after the other.
///
/// Agrees with ``NGramHash/hash(_:seed:)`` on every window.
///
/// - Complexity: O(1) a token, with `length` words of state.
public struct RollingNGramHash: Sendable {
  /// Tokens in an n-gram, at most 8.
  public let length: Int
  /// The seed that separates one family of n-grams from another.
  public let seed: UInt64

  private let leadingPower: UInt64
  private var window = SIMD8<UInt64>(repeating: 0)
  private var position = 0
  private var filled = 0
  private var sum: UInt64 = 0

  /// A window of `length` tokens, clamped to `1...8`.
  public init(length: Int, seed: UInt64) {
    self.length = min(max(length, 1), 8)
    self.seed = seed
    leadingPower = NGramHash.basePower(self.length)
  }

  /// Slides the window over `token`; the hash of the n-gram that ends there, or nil while fewer
  /// than `length` tokens have been seen.
  @inline(__always)
  public mutating func push(_ token: UInt64) -> UInt64? {
    sum = sum &* NGramHash.base &+ token &- window[position] &* leadingPower
    window[position] = token
    position += 1
    if position == length { position = 0 }
    if filled < length {
      filled += 1
      if filled < length { return nil }
    }
    return StableHash.finalize(seed ^ sum)
  }

  /// Forgets all tokens.
  public mutating func reset() {
    window = SIMD8(repeating: 0)
    position = 0
    filled = 0
    sum = 0
  }
}
