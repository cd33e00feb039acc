import ArgumentParser
import RecordReading
import RulePacks
import WhorlReporting

/// `whorl rules scan`: where rules hold in texts.
struct RulesScanCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Scan texts with rules: hits, class scores and labels.",
    usage: "whorl rules scan INPUT... [--pack NAME-or-FILE]... [--format json]",
    discussion: """
      text shows the records with hits, with byte offsets; json is one object a record; sarif is one \
      SARIF 2.1.0 log. A pack that cannot be read, or a rule that has to be given up in a text, is reported, the \
      rest goes on, and the exit status is 2.

      --baseline and --update-baseline may name one file: known findings are then left out of the report, and the \
      file takes all that are there now. It is left as it is if something failed.

      EXAMPLES:
        whorl rules scan answers.jsonl --pack refusal --format json
        whorl rules scan answers.jsonl --pack identity --maker deepseek
      """)

  @Argument(help: ArgumentHelp("Files, directories, or - for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: "How results are printed: text, json (one object a record) or sarif.")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Who makes the model that wrote the texts, such as deepseek.", valueName: "name"))
  var maker: String?

  @Option(help: ArgumentHelp("Leave out the findings that this file lists.", valueName: "file"))
  var baseline: String?

  @Option(
    name: .customLong("update-baseline"),
    help: ArgumentHelp(
      "Write all findings to this file, for --baseline; those that --baseline leaves out as well.",
      valueName: "file"))
  var updateBaseline: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var reading: InputOptions
  @OptionGroup var sampling: SampleOptions
  @OptionGroup var notes: NoteOptions

  func run() async throws {
    var reading = reading
    // Rules are asked about all that a model wrote, at its places in the record's text.
    if reading.selection.channel == nil { reading.selection.channel = .all }
    let options = try reading.resolved(seed: sampling.seed)
    let inputs = try reading.paths(inputs)
    guard !inputs.isEmpty else {
      throw CommandFailure(
        "no inputs: name files or directories, - for standard input, or a --files-from list")
    }
    let loaded = try packs.load(notes: notes)
    let set = loaded.set
    try checkMaker(set)
    let known = try baseline.map(ScanBaseline.init(path:))
    let newBaseline = try updateBaseline.map { path in
      try OutputFile(path, option: "--update-baseline") {
        try reading.filesRead(inputs) + packs.packs.filter { !RulePack.shippedNames.contains($0) }
      }
    }

    let maker = maker
    // Without what a model thought, lines of the text are not those of the file.
    let isWhole = reading.selection.channel == .all
    let report = RuleScanReport(set)
    var summary = RuleScanSummary(set)
    var sarif = RuleScanSARIF(set, toolVersion: ToolVersion.current)
    var failures = RuleFailures()
    var findings = ScanBaseline()
    let tally = try await OrderedCorpus(options: options, notes: notes).read(inputs) { chunk in
      Self.scan(chunk, set, maker: maker, isWhole: isWhole)
    } consume: { chunk in
      var records = chunk.records
      for (index, given) in chunk.failures {
        failures.add(
          given, of: set, at: [summary.records + index],
          place: "\(PrintableText.of(records[index].source)):\(records[index].line)")
      }
      if newBaseline != nil {
        for record in records {
          for hit in record.hits {
            findings.add(
              hit.fingerprint, "\(set.name(at: hit.rule)) \(PrintableText.of(record.source)):\(hit.line)")
          }
        }
      }
      if let known { for index in records.indices { records[index].suppress(known) } }
      let first = summary.records
      switch format {
      case .text: Terminal.write(report.text(records, firstNumber: first))
      case .json: Terminal.write(bytes: report.jsonLines(records, firstNumber: first))
      case .sarif: for (offset, record) in records.enumerated() { sarif.add(record, number: first + offset) }
      }
      for index in records.indices { summary.add(records[index]) }
    }
    let givenUp = failures.lines
    var failed = loaded.errors + givenUp
    if tally.failures > 0 {
      failed.append("\(CountText.of(tally.failures, "input")) could not be read, or not to the end")
    }
    if format == .sarif {
      Terminal.write(bytes: sarif.finish(failures: failed))
      if sarif.cut > 0 {
        notes.note(
          "\(sarif.cut) hits beyond \(RuleScanSARIF.maximumResults) results or 10 MB are not in the SARIF log"
        )
      }
    }
    if format == .text { Terminal.write(summary.text + "\n") } else { notes.note(summary.text) }
    if let newBaseline {
      // It would lose what was accepted of what failed.
      if failed.isEmpty {
        try newBaseline.write(findings.bytes)
      } else {
        notes.note("\(newBaseline.path) is left as it is, because something failed")
      }
    }
    for line in givenUp { Terminal.writeErrorLine(line) }
    if !failed.isEmpty { throw ExitStatus.error }
  }

  private func checkMaker(_ set: RuleSet) throws {
    guard let maker else {
      if set.packs.contains(where: \.needsMaker), packs.packs.count == 1 {
        notes.note("no --maker: names of makers are reported, and no label is given")
      }
      return
    }
    try set.check(maker: maker, option: "--maker")
  }

  private struct Chunk: Sendable {
    var records: [RuleScanRecord] = []
    var failures: [(record: Int, given: [RuleScan.Failure])] = []
  }

  private static func scan(
    _ source: OrderedCorpus.Chunk, _ set: RuleSet, maker: String?, isWhole: Bool
  ) -> Chunk {
    let batch = source.batch
    var chunk = Chunk()
    var scanner = RuleScanner(set)
    let storage = batch.storage.span
    let scans = scanner.scan(batch.records.map(\.text), in: storage, maker: maker)
    for (index, (record, scan)) in zip(batch.records, scans).enumerated() {
      let text = storage.extracting(record.text)
      if !scan.failures.isEmpty { chunk.failures.append((index, scan.failures)) }
      let id = record.id.map { range in
        storage.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      }
      chunk.records.append(
        RuleScanRecord(
          id: id, source: source.path, line: record.line, text: text, scan: scan,
          judgement: set.judgement(of: scan, isMakerKnown: maker != nil), set: set,
          isVerbatim: source.isPlainText && isWhole))
    }
    return chunk
  }
}

extension RuleScanRecord {
  /// Leaves out the hits that `baseline` holds.
  mutating func suppress(_ baseline: ScanBaseline) {
    let before = hits.count
    hits.removeAll { baseline.contains($0.fingerprint) }
    suppressed += before - hits.count
  }
}
