/// How a ``RecordStream`` reads.
public struct RecordStreamOptions: Sendable, Equatable {
  /// Decompressed bytes a chunk aims at: at least 1. Results do not depend on it.
  public var chunkSize: Int
  /// Longest line or record that is read, in bytes without its newline: at least 1. A longer one is
  /// skipped and counted as bad.
  public var maximumLineBytes: Int

  /// The format; nil to recognise it by content.
  public var format: InputFormat?
  /// What a document is where the format is plain text.
  public var split: TextSplit
  /// The field that the user named for the text, which is a column where the format is CSV.
  public var textField: FieldPath?

  /// Chunks of 4 MB and lines of at most 256 MiB, unless told otherwise.
  public init(
    chunkSize: Int = 1_000_000, maximumLineBytes: Int = 256 << 20, format: InputFormat? = nil,
    split: TextSplit = .file, textField: FieldPath? = nil
  ) {
    self.format = format
    self.split = split
    self.textField = textField
    self.chunkSize = max(1, chunkSize)
    self.maximumLineBytes = max(1, maximumLineBytes)
  }
}
