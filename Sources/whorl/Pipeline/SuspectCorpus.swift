import RecordReading
import RulePacks
import WhorlKit
import WhorlReporting

/// A suspect's corpus with its texts in memory, read in order on one thread.
struct SuspectCorpus {
  /// Bytes of text and prompts that are kept; documents beyond are counted and not kept.
  static let byteLimit = 256 << 20

  let fingerprint: Fingerprint
  /// The documents one by one, for intervals.
  let rows: [DocumentRow]
  /// The documents with their texts, in the order of the input.
  let documents: [SuspectDocument]
  /// Documents whose texts were not kept.
  let documentsLeftOut: Int
  /// What rules found in it; nil where that is not reported.
  var findings: RuleFindings?
  /// Rules that were given up in some documents.
  var rulesGivenUp = RuleFailures()

  /// Reads all of `arguments` (files, directories, `-`) as one corpus.
  ///
  /// - Throws: ``CommandFailure`` if it cannot be read, or too many records are bad.
  static func read(
    _ arguments: [String], name: String?, vocabulary: Vocabulary, options: CorpusReadingOptions,
    notes: NoteOptions, rowLimit: Int, rules: RuleReading? = nil
  ) async throws -> SuspectCorpus {
    var reader = Reader(
      FingerprintBuilder(
        vocabulary: vocabulary, rowLimit: rowLimit, rules: rules.map { RuleSums(of: $0.set) }))
    var findings = rules?.noFindings
    do {
      var tally = CorpusTally()
      var rulesGivenUp = RuleFailures()
      try await CorpusReader(options: options, notes: notes).forEachBatch(arguments, &tally) {
        batch, origin in
        var scanner = rules.map { DocumentScanner($0) }
        let tallies = scanner?.tallies(batch, origin)
        for (number, record) in batch.records.enumerated() {
          try reader.add(record, batch.storage, tallies?[number])
        }
        if let more = scanner?.findings { findings?.merge(more) }
        rulesGivenUp.merge(scanner?.failures ?? RuleFailures())
        return true
      }
      tally.rulesGivenUp = rulesGivenUp
      try tally.report(arguments, limit: options.badRecordLimit, notes: notes)
      if rules?.tellsFailures == true { tally.reportRulesGivenUp() }
      let corpus = CorpusFingerprint(builder: reader.builder, tally: tally)
      return SuspectCorpus(
        fingerprint: try corpus.fingerprint(
          name: name ?? FingerprintSource.name(of: arguments), vendor: nil),
        rows: reader.builder.rows, documents: reader.documents, documentsLeftOut: reader.leftOut,
        findings: findings, rulesGivenUp: rulesGivenUp)
    } catch {
      throw CommandFailure(error)
    }
  }

  private struct Reader {
    var builder: FingerprintBuilder
    var documents: [SuspectDocument] = []
    var leftOut = 0
    private var bytes = 0
    private var number = 0

    init(_ builder: FingerprintBuilder) { self.builder = builder }

    mutating func add(_ record: Record, _ storage: [UInt8], _ tally: RuleTally?) throws {
      let key = record.prompt ?? record.id ?? record.text
      let text = storage.span.extracting(record.text)
      let isCounted = try builder.add(text, key: storage.span.extracting(key))
      if isCounted, let tally { builder.addRules(tally) }
      let size = record.text.count + (record.prompt?.count ?? 0)
      defer { number += 1 }
      guard bytes + size <= SuspectCorpus.byteLimit else {
        leftOut += 1
        return
      }
      bytes += size
      documents.append(
        SuspectDocument(
          id: record.id.map { String(decoding: storage[$0], as: UTF8.self) } ?? String(number),
          prompt: record.prompt.map { Array(storage[$0]) } ?? [], text: Array(storage[record.text])))
    }
  }
}
