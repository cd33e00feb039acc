import RecordReading

extension CorpusTally {
  /// Says on standard error what was found and what was skipped.
  ///
  /// - Throws: ``CommandFailure`` if more records are bad than `limit` allows, or if there is no text in
  ///   `arguments`.
  func report(_ arguments: [String], limit: BadRecordLimit, notes: NoteOptions) throws {
    for line in detections { notes.detail(line) }
    let isWithinLimit = limit.allows(bad: skipped.bad, of: records + skipped.total)
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
    guard records > 0 else {
      let place = arguments.prefix(3).joined(separator: ", ") + (arguments.count > 3 ? ", …" : "")
      throw CommandFailure(
        skipped.total == 0
          ? "no records in \(place): there must be one JSON object a line"
          : "no text in \(place): all records were skipped (\(reasons)); "
            + "if the text is in another field, name it with --text-field")
    }
    if skipped.total > 0 {
      notes.note("skipped \(skipped.total) of \(records + skipped.total) records: \(reasons)")
    }
  }

  private var reasons: String {
    SkipReason.allCases.filter { skipped[$0] > 0 }.map { "\(skipped[$0]) \($0)" }.joined(separator: ", ")
  }
}
