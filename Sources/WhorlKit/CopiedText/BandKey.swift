/// The key of a band of several rows: a hash of its values. A band of one row is its own key.
enum BandKey {
  @inline(__always)
  static func seed(_ band: Int) -> UInt64 { StableHash.finalize(UInt64(band) &+ 1) }

  @inline(__always)
  static func combine(_ key: UInt64, _ value: UInt32) -> UInt64 { StableHash.combine(key, UInt64(value)) }

  @inline(__always)
  static func finish(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: StableHash.finalize(key) >> 32) }

  /// The key of `band` in the signature that begins at `start` of `signatures`.
  static func of(_ band: Int, rows: Int, in signatures: Span<UInt32>, at start: Int) -> UInt32 {
    guard rows > 1 else { return signatures[start + band] }
    var key = seed(band)
    for row in 0..<rows { key = combine(key, signatures[start + band * rows + row]) }
    return finish(key)
  }
}
