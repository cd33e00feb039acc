/// The generator behind every `--seed`: SplitMix64 (Steele, Lea & Flood 2014,
/// doi:10.1145/2660193.2660195).
///
/// Ours, and not the standard library's, because its numbers end up in files and reports and must
/// be the same for ever.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts at `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 uniformly distributed bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return StableHash.finalize(state)
  }

  /// A uniform integer in `0..<bound`, by Lemire's multiply-shift without rejection (bias below
  /// `bound / 2⁶⁴`; doi:10.1145/3230636).
  ///
  /// - Precondition: `bound` is positive.
  public mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
