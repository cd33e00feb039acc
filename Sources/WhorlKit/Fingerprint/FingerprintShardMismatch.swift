/// Why shards cannot be merged.
public struct FingerprintShardMismatch: Error, Equatable, CustomStringConvertible {
  /// What is wrong and what would help.
  public let description: String
}
