import RecordReading
import WhorlKit
import WhorlReporting

/// Where a run was and what it had counted, as the header of a checkpoint.
enum CheckpointState {
  /// The header's value.
  static func encoded(_ position: ReadingPosition, _ tally: CorpusTally) -> HeaderValue {
    .record([
      "source": number(position.source), "chunks": number(position.chunks), "bytes": number(position.bytes),
      "sha256": .text(position.sha256),
      "records": number(tally.records), "repaired": number(tally.repairedRecords),
      "unselected": number(tally.unselected),
      "skipped": .list(SkipReason.allCases.map { number(tally.skipped[$0]) }),
      "inputs": .list(
        tally.inputs.map { input in
          .list([
            .text(input.displayName), number(input.byteCount), .text(input.sha256),
            .text(input.detected ?? ""),
          ])
        }),
      "detections": .list(
        tally.detections.map { found in
          .list([
            .text(found.source), .text(found.description), .text(found.kind), number(found.records),
            number(found.fits), number(found.isPlain ? 1 : 0),
          ])
        }),
      "findings": .list(
        tally.findings.map { place in
          .list([
            number(place.source), number(place.chunk), .text(place.finding.source),
            number(place.finding.line), .text(place.finding.reason.rawValue), .text(place.finding.detail),
          ])
        }),
      "firstRepaired": .list(
        tally.firstRepaired.map { first in
          [
            number(first.source), number(first.chunk), .text(first.place.source), number(first.place.line),
          ]
        } ?? []),
      "rulesGivenUp": .list(
        tally.rulesGivenUp.rules.compactMap { rule in
          tally.rulesGivenUp.entries[rule].map { entry in
            .list(
              [.text(rule), number(entry.documents), .text(entry.place), .text(entry.reason)]
                + entry.first.map(number))
          }
        }),
    ])
  }

  /// What `encoded` was made of; nil if it is not one.
  static func decoded(_ value: HeaderValue) -> (ReadingPosition, CorpusTally)? {
    guard case .record(let fields) = value,
      let source = number(fields["source"]), let chunks = number(fields["chunks"]),
      let bytes = number(fields["bytes"]), let sha256 = text(fields["sha256"]),
      let records = number(fields["records"]), let repaired = number(fields["repaired"]),
      let unselected = number(fields["unselected"]),
      let skipped = list(fields["skipped"]), skipped.count == SkipReason.allCases.count,
      let inputs = list(fields["inputs"]), let detections = list(fields["detections"]),
      let findings = list(fields["findings"])
    else { return nil }
    var tally = CorpusTally()
    tally.records = records
    tally.repairedRecords = repaired
    tally.unselected = unselected
    for (reason, value) in zip(SkipReason.allCases, skipped) { tally.skipped[reason] = number(value) ?? 0 }
    for case .list(let row) in inputs where row.count == 4 {
      guard let name = text(row[0]), let bytes = number(row[1]), let sha256 = text(row[2]) else { return nil }
      let detected = text(row[3]).flatMap { $0.isEmpty ? nil : $0 }
      tally.inputs.append(
        InputDigest(displayName: name, byteCount: bytes, sha256: sha256, detected: detected))
    }
    for case .list(let row) in detections where row.count == 6 {
      guard let source = text(row[0]), let description = text(row[1]), let kind = text(row[2]),
        let records = number(row[3]), let fits = number(row[4]), let isPlain = number(row[5])
      else { return nil }
      tally.detections.append(
        CorpusTally.Detection(
          source: source, description: description, kind: kind, records: records, fits: fits,
          isPlain: isPlain == 1))
    }
    for case .list(let row) in findings where row.count == 6 {
      guard let source = number(row[0]), let chunk = number(row[1]), let name = text(row[2]),
        let line = number(row[3]), let reason = text(row[4]).flatMap(SkipReason.init),
        let detail = text(row[5])
      else { return nil }
      let finding = RecordFinding(source: name, line: line, reason: reason, detail: detail)
      tally.add([(source, chunk, finding)])
    }
    if let row = list(fields["firstRepaired"]), row.count == 4 {
      guard let source = number(row[0]), let chunk = number(row[1]), let name = text(row[2]),
        let line = number(row[3])
      else { return nil }
      tally.noteRepaired(RecordPlace(source: name, line: line), source: source, chunk: chunk)
    }
    for case .list(let row) in list(fields["rulesGivenUp"]) ?? [] where row.count > 4 {
      guard let rule = text(row[0]), let documents = number(row[1]), let place = text(row[2]),
        let reason = text(row[3])
      else { return nil }
      tally.rulesGivenUp.add(
        RuleFailures.Entry(
          documents: documents, first: row.dropFirst(4).compactMap { number($0) }, place: place,
          reason: reason),
        of: rule)
    }
    return (ReadingPosition(source: source, chunks: chunks, bytes: bytes, sha256: sha256), tally)
  }

  private static func number(_ value: Int) -> HeaderValue { .number(UInt64(max(0, value))) }

  private static func number(_ value: HeaderValue?) -> Int? {
    guard case .number(let number)? = value else { return nil }
    return Int(exactly: number)
  }

  private static func text(_ value: HeaderValue?) -> String? {
    guard case .text(let text)? = value else { return nil }
    return text
  }

  private static func list(_ value: HeaderValue?) -> [HeaderValue]? {
    guard case .list(let list)? = value else { return nil }
    return list
  }
}
