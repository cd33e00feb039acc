/// The 64-bit hash that every token, n-gram and sketch is built on.
///
/// ```swift
/// let bytes: [UInt8] = Array("hello".utf8)
/// let h = StableHash.bytes(bytes.span, seed: StableHash.tokenSeed)
/// ```
///
/// The definition is part of the file format: it never changes for a given ``name``, on any
/// platform, in any process. Input is consumed as little-endian 64-bit words, the last one padded
/// with zeros; each word is combined by `h = (h ^ word) * multiplier; h ^= h >> 32`, then the
/// length is mixed in and ``finalize(_:)`` (the `mix13` finaliser of SplitMix64, Steele, Lea &
/// Flood 2014, doi:10.1145/2660193.2660195) spreads every input bit over the output.
///
/// It is not a cryptographic hash: someone who chooses the text can make collisions.
public enum StableHash {
  /// The name written into every file that depends on this definition.
  public static let name = "whorl-mul64/1"

  /// 2⁶⁴ divided by the golden ratio, made odd.
  @usableFromInline static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The seed of token hashes.
  public static let tokenSeed: UInt64 = 0x7768_6F72_6C2F_746B

  /// Spreads every bit of `h` over the whole result. A bijection.
  @inlinable @inline(__always)
  public static func finalize(_ h: UInt64) -> UInt64 {
    var z = (h ^ (h >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// What ``finalize(_:)`` makes `hash` of.
  static func unfinalized(_ hash: UInt64) -> UInt64 {
    // An xorshift by s is undone by xorshifts by s, 2s, 4s … up to 64; an odd factor by its inverse.
    var z = hash ^ (hash >> 31) ^ (hash >> 62)
    z = z &* 0x3196_42B2_D24D_8EC3
    z = z ^ (z >> 27) ^ (z >> 54)
    z = z &* 0x96DE_1B17_3F11_9089
    return z ^ (z >> 30) ^ (z >> 60)
  }

  /// The word that ``combine(_:_:)`` makes `combined` of in the state `h`.
  static func word(combinedTo combined: UInt64, from h: UInt64) -> UInt64 {
    ((combined ^ (combined >> 32)) &* 0xF1DE_83E1_9937_733D) ^ h
  }

  /// Combines one little-endian 64-bit word into the running state `h`.
  @inlinable @inline(__always)
  public static func combine(_ h: UInt64, _ word: UInt64) -> UInt64 {
    let product = (h ^ word) &* multiplier
    return product ^ (product >> 32)
  }

  /// Ends a running state after `length` bytes.
  @inlinable @inline(__always)
  public static func finish(_ h: UInt64, length: Int) -> UInt64 {
    finalize(h ^ UInt64(truncatingIfNeeded: length))
  }

  /// The hash of `bytes` under `seed`.
  ///
  /// - Complexity: O(n) in the number of bytes, eight bytes a step.
  public static func bytes(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    finish(combining(bytes, into: seed), length: bytes.count)
  }

  /// Combines `bytes` into the running state `seed`.
  static func combining(_ bytes: Span<UInt8>, into seed: UInt64) -> UInt64 {
    var h = seed
    var index = 0
    let count = bytes.count
    let raw = bytes.bytes
    while index + 8 <= count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      h = combine(h, UInt64(littleEndian: word))
      index += 8
    }
    if index < count {
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while index < count {
        word |= UInt64(bytes[index]) << shift
        shift += 8
        index += 1
      }
      h = combine(h, word)
    }
    return h
  }

  /// The hash of the UTF-8 bytes of `text` under `seed`.
  public static func text(_ text: String, seed: UInt64) -> UInt64 {
    let utf8 = Array(text.utf8)
    return bytes(utf8.span, seed: seed)
  }
}
