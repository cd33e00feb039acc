import RecordReading

/// What reading a corpus amounted to, besides its records.
struct CorpusTally: Sendable {
  /// Findings that are shown of a corpus.
  static let findingsShown = 8

  var records = 0
  var skipped = SkipCounts()
  var repairedRecords = 0
  var inputs: [InputDigest] = []
  /// How the fields were found, a line a source.
  var detections: [String] = []
  private var findings: [(source: Int, chunk: Int, finding: RecordFinding)] = []

  /// Adds what one chunk amounted to. The order of calls does not matter.
  mutating func add(_ chunk: ChunkTally, source: Int) {
    records += chunk.records
    skipped += chunk.skipped
    repairedRecords += chunk.repairedRecords
    guard !chunk.findings.isEmpty else { return }
    findings += chunk.findings.map { (source, chunk.sequence, $0) }
    findings.sort { a, b in
      (a.source, a.chunk, a.finding.line) < (b.source, b.chunk, b.finding.line)
    }
    findings = Array(findings.prefix(Self.findingsShown))
  }

  /// The first bad records, in the order of the input.
  var firstFindings: [RecordFinding] { findings.map(\.finding) }
}

/// What reading one chunk amounted to.
struct ChunkTally: Sendable {
  let sequence: Int
  let records: Int
  let skipped: SkipCounts
  let repairedRecords: Int
  let findings: [RecordFinding]

  init(_ batch: RecordBatch, sequence: Int) {
    self.sequence = sequence
    records = batch.records.count
    skipped = batch.skipped
    repairedRecords = batch.repairedRecords
    findings = batch.findings
  }
}
