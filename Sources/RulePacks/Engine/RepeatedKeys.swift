/// Tells whether a key may have come up before: a Bloom filter with one hash (Bloom 1970,
/// doi:10.1145/362686.362692), which errs on the side of yes.
struct RepeatedKeys {
  private var words = InlineArray<256, UInt64>(repeating: 0)

  /// Notes a key, which is a hash.
  ///
  /// - Returns: False if it has not been noted before.
  mutating func insert(_ key: UInt64) -> Bool {
    let word = Int(key >> 6 & 255)
    let bit: UInt64 = 1 << (key & 63)
    let isKnown = words[word] & bit != 0
    words[word] |= bit
    return isKnown
  }

  /// Forgets all keys.
  mutating func removeAll() { words = InlineArray(repeating: 0) }
}
