/// How far a corpus was read, at the end of a chunk.
struct ReadingPosition: Sendable, Equatable {
  /// The source, from 0.
  let source: Int
  /// Chunks of it that are done.
  let chunks: Int
  /// Bytes that were read of it by then, as they lie on disk.
  let bytes: Int
  /// Their SHA-256.
  let sha256: String
}
