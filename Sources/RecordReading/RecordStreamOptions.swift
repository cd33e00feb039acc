/// Sizes that a ``RecordStream`` works with.
public struct RecordStreamOptions: Sendable, Equatable {
  /// Decompressed bytes a chunk aims at: at least 1. Results do not depend on it.
  public var chunkSize: Int
  /// Longest line that is read, in bytes without its newline: at least 1. A longer one is skipped and
  /// counted as bad.
  public var maximumLineBytes: Int

  /// Chunks of 4 MB and lines of at most 256 MiB, unless told otherwise.
  public init(chunkSize: Int = 4_000_000, maximumLineBytes: Int = 256 << 20) {
    self.chunkSize = max(1, chunkSize)
    self.maximumLineBytes = max(1, maximumLineBytes)
  }
}
