import RecordReading
import WhorlReporting

/// What reading a corpus amounted to, besides its records.
struct CorpusTally: Sendable {
  /// Findings that are shown of a corpus.
  static let findingsShown = 8

  /// How the fields of a source were found.
  struct Detection: Sendable {
    let source: String
    /// The format and the fields with numbers, and without.
    let description: String
    let kind: String
    let records: Int
    let fits: Int
    /// Whether it is JSON Lines with the text in a field, and prompts and ids in all records or in none.
    let isPlain: Bool
  }

  /// Records of one source.
  struct SourceCount: Sendable {
    /// Those that gave documents, were empty, or were left out by a condition.
    var good = 0
    var bad = 0
  }

  var records = 0
  var skipped = SkipCounts()
  var repairedRecords = 0
  /// The first of these.
  private(set) var firstRepaired: (source: Int, chunk: Int, place: RecordPlace)?
  /// Records that a condition left out.
  var unselected = 0
  /// Documents left out because their text came before.
  var repeated = 0
  /// Sources that could not be read, or not to their end.
  var failures = 0
  var inputs: [InputDigest] = []
  /// How the fields were found, in the order of the sources.
  var detections: [Detection] = []
  /// Sources of which turns were to be chosen, and that have none.
  var sourcesWithoutTurns: [String] = []
  /// The names of fields in the first source whose records have no text where it was looked for.
  var fieldsSeen: String?
  /// Sources that --split says nothing of, because they are no plain text.
  var sourcesWithoutSplit: [String] = []
  /// Rules that were given up in some records.
  var rulesGivenUp = RuleFailures()
  /// What was good and bad in each source that was counted.
  private(set) var counts: [Int: SourceCount] = [:]
  private(set) var findings: [(source: Int, chunk: Int, finding: RecordFinding)] = []

  /// Adds what one chunk amounted to. The order of calls does not matter.
  mutating func add(_ chunk: ChunkTally, source: Int) {
    records += chunk.records
    skipped += chunk.skipped
    repairedRecords += chunk.repairedRecords
    if let place = chunk.firstRepaired { noteRepaired(place, source: source, chunk: chunk.sequence) }
    unselected += chunk.unselected
    counts[source, default: SourceCount()].good += chunk.good
    counts[source, default: SourceCount()].bad += chunk.skipped.bad
    rulesGivenUp.merge(chunk.rulesGivenUp)
    add(chunk.findings.map { (source, chunk.sequence, $0) })
  }

  /// Adds another account of the same sources.
  mutating func add(_ other: CorpusTally) {
    records += other.records
    skipped += other.skipped
    repairedRecords += other.repairedRecords
    if let first = other.firstRepaired { noteRepaired(first.place, source: first.source, chunk: first.chunk) }
    unselected += other.unselected
    repeated += other.repeated
    failures += other.failures
    inputs += other.inputs
    detections += other.detections
    sourcesWithoutTurns += other.sourcesWithoutTurns
    sourcesWithoutSplit += other.sourcesWithoutSplit
    fieldsSeen = fieldsSeen ?? other.fieldsSeen
    counts.merge(other.counts) { SourceCount(good: $0.good + $1.good, bad: $0.bad + $1.bad) }
    rulesGivenUp.merge(other.rulesGivenUp)
    add(other.findings)
  }

  /// Takes note of a repaired record: the first one counts, whatever the order of calls.
  mutating func noteRepaired(_ place: RecordPlace, source: Int, chunk: Int) {
    if let first = firstRepaired, (first.source, first.chunk) <= (source, chunk) { return }
    firstRepaired = (source, chunk, place)
  }

  mutating func add(_ more: [(source: Int, chunk: Int, finding: RecordFinding)]) {
    guard !more.isEmpty else { return }
    findings += more
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
  let firstRepaired: RecordPlace?
  let unselected: Int
  /// Records that were not bad, before any were left out by their place or number.
  let good: Int
  let findings: [RecordFinding]
  /// Rules that were given up in some records.
  var rulesGivenUp = RuleFailures()

  init(_ batch: RecordBatch, sequence: Int) {
    self.sequence = sequence
    records = batch.records.count
    skipped = batch.skipped
    repairedRecords = batch.repairedRecords
    firstRepaired = batch.firstRepaired
    unselected = batch.unselected
    good = batch.goodRecords
    findings = batch.findings
  }
}
