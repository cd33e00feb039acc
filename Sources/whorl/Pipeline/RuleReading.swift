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

  /// No findings yet; nil where none are to be reported.
  var noFindings: RuleFindings? { reported.isEmpty ? nil : RuleFindings(set, packs: reported) }
}

/// Scans documents one after the other, on one thread.
struct DocumentScanner: ~Copyable {
  /// What was found; nil where it is not reported.
  private(set) var findings: RuleFindings?
  private let reading: RuleReading
  private var scanner: RuleScanner

  init(_ reading: RuleReading) {
    self.reading = reading
    findings = reading.noFindings
    scanner = RuleScanner(reading.set)
  }

  /// What the rules count in a document.
  ///
  /// - Parameters:
  ///   - storage: The bytes that the record's ranges are of.
  ///   - path: The input that holds it.
  mutating func tally(
    _ record: Record, _ storage: Span<UInt8>, path: String, at position: RuleFindings.Position
  ) -> RuleTally {
    let text = storage.extracting(record.text)
    let scan = scanner.scan(text, maker: reading.maker)
    if !scan.hits.isEmpty || !scan.failures.isEmpty {
      let id = record.id.map { range in
        storage.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      }
      findings?.add(
        RuleScanRecord(
          id: id, source: path, line: record.line, text: text, scan: scan,
          judgement: reading.set.judgement(of: scan, isMakerKnown: reading.maker != nil), set: reading.set),
        scan: scan, set: reading.set, at: position)
    }
    return reading.set.tally(of: scan, in: text)
  }
}
