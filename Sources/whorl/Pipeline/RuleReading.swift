import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// The rules that a corpus is read with: those that a fingerprint counts, and those whose findings are reported.
struct RuleReading: Sendable {
  /// The rules.
  let set: RuleSet
  /// The packs whose findings are reported one by one; empty for none.
  var reported: [String] = []
  /// Who makes the model that wrote the texts; nil if that is not known.
  var maker: String?

  /// Whether rules that were given up are told as soon as a corpus was read; else the one who reads it tells them.
  var tellsFailures = true

  /// No findings yet; nil where none are to be reported.
  var noFindings: RuleFindings? { reported.isEmpty ? nil : RuleFindings(set, packs: reported) }
}

/// Scans batches of documents one after the other, on one thread.
struct DocumentScanner: ~Copyable {
  /// What was found; nil where it is not reported.
  private(set) var findings: RuleFindings?
  /// The rules that were given up.
  private(set) var failures = RuleFailures()
  private let reading: RuleReading
  private var scanner: RuleScanner

  init(_ reading: RuleReading) {
    self.reading = reading
    findings = reading.noFindings
    scanner = RuleScanner(reading.set)
  }

  /// What the rules count in each document of a batch: nothing in those without text.
  ///
  /// - Parameter origin: Where the batch comes from.
  mutating func tallies(_ batch: RecordBatch, _ origin: CorpusReader.Origin) -> [RuleTally] {
    let storage = batch.storage.span
    var tallies = [RuleTally](repeating: RuleTally(counts: []), count: batch.records.count)
    let counted = batch.records.indices.filter {
      FingerprintBuilder.counts(storage.extracting(batch.records[$0].text))
    }
    let scans = scanner.scan(counted.map { batch.records[$0].text }, in: storage, maker: reading.maker)
    for (scan, number) in zip(scans, counted) {
      let record = batch.records[number]
      let text = storage.extracting(record.text)
      if !scan.failures.isEmpty {
        failures.add(
          scan.failures, of: reading.set, at: [origin.source, origin.batch, number],
          place: "\(origin.path):\(record.line)")
      }
      if findings != nil, !scan.hits.isEmpty {
        let position = RuleFindings.Position(source: origin.source, chunk: origin.batch, record: number)
        findings?.add(
          RuleScanRecord(
            id: record.id.map { Self.text(storage.extracting($0)) }, source: origin.path, line: record.line,
            text: text, scan: scan,
            judgement: reading.set.judgement(of: scan, isMakerKnown: reading.maker != nil), set: reading.set),
          at: position)
      }
      tallies[number] = reading.set.tally(of: scan, in: text)
    }
    return tallies
  }

  private static func text(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
