/// The two halves that a fingerprint keeps apart, so that it can be compared with itself: which half
/// a document is in depends on its prompt alone, so that no prompt is in both.
enum PromptHalf {
  /// The number of halves.
  static let count = 2

  static let seed = StableHash.text("whorl/half", seed: 0)

  /// 0 or 1, for a document with this key: its prompt where it has one, else its id, else its text.
  static func index(forKey key: Span<UInt8>) -> Int { index(ofHash: hash(ofKey: key)) }

  /// What decides the half: a hash of the key.
  static func hash(ofKey key: Span<UInt8>) -> UInt64 { StableHash.bytes(key, seed: seed) }

  /// The half of a document whose key has this hash.
  static func index(ofHash hash: UInt64) -> Int { Int(truncatingIfNeeded: hash & 1) }
}
