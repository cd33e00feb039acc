/// The bytes of a word that are ASCII letters and digits, found without a loop.
///
/// A set has bit 7 of each byte that belongs to it.
struct ASCIIMask {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  let letters: UInt64
  let digits: UInt64
  /// The upper-case letters.
  let upper: UInt64

  /// Sums stay below 256 in every byte because bit 7 is cleared first, so no byte carries into
  /// the next.
  @inline(__always)
  init(_ word: UInt64) {
    let low = word & ~Self.highBits
    let ascii = ~word & Self.highBits
    let lowered = low | (0x20 &* Self.ones)
    letters = (lowered &+ (0x1F &* Self.ones)) & ~(lowered &+ (0x05 &* Self.ones)) & ascii
    digits = (low &+ (0x50 &* Self.ones)) & ~(low &+ (0x46 &* Self.ones)) & ascii
    upper = letters & ~(word << 2)
  }

  /// The number of leading letters and digits, 0 to 8.
  @inline(__always) var runLength: Int {
    let stop = ~(letters | digits) & Self.highBits
    return stop.trailingZeroBitCount >> 3
  }

  /// `word` with its upper-case letters made lower.
  @inline(__always) func folded(_ word: UInt64) -> UInt64 { word | (upper >> 2) }

  /// All bits of the first `count` bytes, 1 to 8.
  @inline(__always) static func bytes(_ count: Int) -> UInt64 {
    UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }
}
