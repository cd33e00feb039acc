/// The records of one or more chunks, their texts back to back in one array of bytes.
public struct RecordBatch: Sendable {
  /// Texts, prompts and identifiers: valid UTF-8, in the order of the lines.
  public internal(set) var storage: [UInt8] = []
  /// The records in the order of the lines.
  public internal(set) var records: [Record] = []
  /// Lines that gave no record.
  public internal(set) var skipped = SkipCounts()
  /// Records with a lone surrogate escape, a NUL byte or invalid UTF-8 in any of their strings, which
  /// U+FFFD stands for. They count as records.
  public internal(set) var repairedRecords = 0
  /// The first bad lines of each chunk, at most ``RecordExtractor/findingsPerChunk`` of them.
  public internal(set) var findings: [RecordFinding] = []

  /// An empty batch.
  public init() {}

  /// Number of lines that were not blank: records and skipped ones.
  public var lineCount: Int { records.count + skipped.total }

  /// Empties the batch and keeps its memory for the next chunk.
  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    skipped = SkipCounts()
    repairedRecords = 0
  }
}
