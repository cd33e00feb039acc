/// A line that was skipped unread because it is longer than the limit.
public struct OversizedLine: Sendable, Equatable {
  /// Line number, from 1.
  public let line: Int
  /// Offset of its first byte in the decompressed input.
  public let byteOffset: Int
  /// Its length in bytes without the newline.
  public let byteCount: Int
  /// The limit that it broke, in bytes.
  public let limit: Int
}
