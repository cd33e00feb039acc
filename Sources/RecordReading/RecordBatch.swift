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
  /// The first of these; nil if there is none.
  public internal(set) var firstRepaired: RecordPlace?
  /// Records that a condition left out. They are neither records nor skipped.
  public internal(set) var unselected = 0
  /// Records that were not bad: those that gave documents, were empty, or were left out by a condition.
  public internal(set) var goodRecords = 0
  /// The first bad lines of each chunk, at most ``RecordExtractor/findingsPerChunk`` of them.
  public internal(set) var findings: [RecordFinding] = []

  /// An empty batch.
  public init() {}

  /// Documents and skipped records.
  public var lineCount: Int { records.count + skipped.total }

  /// Empties the batch and keeps its memory for the next chunk.
  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    findings.removeAll(keepingCapacity: true)
    skipped = SkipCounts()
    repairedRecords = 0
    firstRepaired = nil
    unselected = 0
    goodRecords = 0
  }

  /// Leaves out the documents for which `isKept` is false; they are neither records nor skipped.
  public mutating func filter(_ isKept: (Record, Span<UInt8>) -> Bool) {
    let texts = storage
    records.removeAll { !isKept($0, texts.span) }
  }

  /// Appends a document of another batch.
  public mutating func append(_ record: Record, from texts: Span<UInt8>) {
    func copy(_ range: Range<Int>?) -> Range<Int>? {
      guard let range else { return nil }
      let start = storage.count
      texts.extracting(range).withUnsafeBufferPointer { storage.append(contentsOf: $0) }
      return start..<storage.count
    }
    let text = copy(record.text)
    guard let text else { return }
    records.append(
      Record(
        text: text, prompt: copy(record.prompt), id: copy(record.id), group: copy(record.group),
        line: record.line))
  }
}
