/// The hash of a text that is given code point by code point.
struct CanonicalHash {
  private var state = StableHash.tokenSeed
  private var pending: UInt64 = 0
  private var pendingBytes = 0
  private var length = 0

  /// The hash of what was appended, equal to ``StableHash/bytes(_:seed:)`` of its UTF-8.
  @inline(__always) func finish() -> UInt64 {
    let h = pendingBytes > 0 ? StableHash.combine(state, pending) : state
    return StableHash.finish(h, length: length)
  }

  /// Appends the UTF-8 of a code point.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    let c = UInt64(scalar)
    let encoded: UInt64
    let size: Int
    if c < 0x80 {
      encoded = c
      size = 1
    } else if c < 0x800 {
      encoded = (0xC0 | (c >> 6)) | ((0x80 | (c & 0x3F)) << 8)
      size = 2
    } else if c < 0x10000 {
      let trail = ((0x80 | ((c >> 6) & 0x3F)) << 8) | ((0x80 | (c & 0x3F)) << 16)
      encoded = (0xE0 | (c >> 12)) | trail
      size = 3
    } else {
      let trail = ((0x80 | ((c >> 6) & 0x3F)) << 16) | ((0x80 | (c & 0x3F)) << 24)
      encoded = (0xF0 | (c >> 18)) | ((0x80 | ((c >> 12) & 0x3F)) << 8) | trail
      size = 4
    }
    pending |= encoded << UInt64(truncatingIfNeeded: 8 &* pendingBytes)
    let filled = pendingBytes &+ size
    if filled >= 8 {
      state = StableHash.combine(state, pending)
      // The bytes of the code point that did not fit; a shift by 64 gives none.
      pending = encoded >> UInt64(8 &* (8 &- pendingBytes))
      pendingBytes = filled &- 8
    } else {
      pendingBytes = filled
    }
    length &+= size
  }
}
