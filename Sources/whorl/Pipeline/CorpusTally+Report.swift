import RecordReading
import WhorlReporting

extension CorpusTally {
  /// Says on standard error what was found and what was skipped.
  ///
  /// - Parameter mayBeEmpty: Whether no text at all is no error, as in one shard of a small corpus.
  /// - Throws: ``CommandFailure`` if more records are bad than `limit` allows, or if there is no text in
  ///   `arguments`.
  func report(
    _ arguments: [String], limit: BadRecordLimit, notes: NoteOptions, mayBeEmpty: Bool = false
  ) throws {
    let isWithinLimit = limit.allows(bad: skipped.bad, of: records + skipped.total)
    let isFine = isWithinLimit && (records > 0 || mayBeEmpty)
    for found in detectionLines {
      // Lines of one plain field that all records have are what a reader expects.
      if isFine, !found.isOrdinary { notes.note(found.text) } else { notes.detail(found.text) }
    }
    if let place = Self.place(sourcesWithoutTurns) {
      notes.note("--turn has no effect on \(place): its records hold an output each, and no turns")
    }
    // The error shows the first bad record itself: one that is alone need not be shown twice.
    if isWithinLimit || skipped.bad > 1 {
      for finding in firstFindings { notes.note("\(finding)") }
      let more = skipped.bad - firstFindings.count
      if more > 0, !firstFindings.isEmpty { notes.note("… and \(more) more bad records") }
    }
    do {
      try limit.check(skipped, records: records, first: firstFindings.first)
    } catch {
      throw CommandFailure(error)
    }
    if let place = Self.place(sourcesWithoutSplit) {
      notes.note("--split has no effect on \(place): only plain text is divided by it")
    }
    guard records > 0 || mayBeEmpty else {
      let place = arguments.prefix(3).joined(separator: ", ") + (arguments.count > 3 ? ", …" : "")
      guard failures == 0 || skipped.total > 0 || unselected > 0 else {
        throw CommandFailure("no records could be read in \(place)", isTold: true)
      }
      throw CommandFailure(
        unselected > 0 && skipped.total == 0
          ? "no records in \(place) meet the conditions: --where left out all \(unselected)"
          : skipped.total == 0
            ? "no records in \(place): \(emptiness); check how it was made"
            : "no text in \(place): all records were skipped (\(reasons)); "
              + (fieldsSeen.map { "fields seen: \($0); " } ?? "")
              + "if the text is in another field, name it with --text-field")
    }
    let place = Self.place(inputs.map(\.displayName)).map { "\($0): " } ?? ""
    if skipped.total > 0 {
      notes.note(
        "\(place)skipped \(skipped.total) of \(CountText.of(records + skipped.total, "record")): \(reasons)")
    }
    if repairedRecords > 0 {
      let first = firstRepaired.map { ", the first at \($0.place.source):\($0.place.line)" } ?? ""
      notes.note(
        "\(place)\(CountText.of(repairedRecords, "record")) repaired\(first): bytes that are not UTF-8, NUL, or half of "
          + "a surrogate pair")
    }
    if unselected > 0 { notes.note("\(place)\(CountText.of(unselected, "record")) left out by --where") }
    if repeated > 0 {
      notes.note(
        "\(place)\(CountText.of(repeated, "document")) left out: "
          + "\(repeated == 1 ? "its" : "their") text came before (--dedupe)")
    }
  }

  /// Says on standard error which rules were given up, so that their counts are too low, and sees to it that the run ends
  /// with an error.
  func reportRulesGivenUp() {
    for line in rulesGivenUp.lines { FailureLog.report("counts of rules may be too low: \(line)") }
  }

  /// The first of `sources` and how many more there are; nil if there is none.
  private static func place(_ sources: [String]) -> String? {
    sources.first.map { sources.count == 1 ? $0 : "\($0) and \(sources.count - 1) more" }
  }

  /// What was detected, a line for all sources of one kind.
  private var detectionLines: [(text: String, isOrdinary: Bool)] {
    var kinds: [(key: String, first: Detection, sources: Int, records: Int, fits: Int)] = []
    for found in detections {
      let key = found.kind
      if let index = kinds.firstIndex(where: { $0.key == key }) {
        kinds[index].sources += 1
        kinds[index].records += found.records
        kinds[index].fits += found.fits
      } else {
        kinds.append((key, found, 1, found.records, found.fits))
      }
    }
    return kinds.map { kind in
      let text =
        kind.sources == 1
        ? "\(kind.first.source): \(kind.first.description)"
        : "\(kind.first.source) and \(kind.sources - 1) more: \(kind.key) "
          + "(\(kind.fits) of \(kind.records) records looked at)"
      return (text, kind.first.isPlain && kind.fits == kind.records)
    }
  }

  private var reasons: String {
    SkipReason.allCases.filter { skipped[$0] > 0 }.map { "\(skipped[$0]) \($0.words)" }.joined(
      separator: ", ")
  }

  /// Why there is nothing where nothing was skipped.
  private var emptiness: String {
    inputs.allSatisfy { $0.byteCount == 0 }
      ? "\(inputs.count > 1 ? "all are" : "it is") empty"
      : "nothing but blank lines, an empty list, or a header without rows"
  }
}
