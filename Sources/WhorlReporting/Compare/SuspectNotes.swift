import WhorlKit

/// What a report of `compare` says of single suspects besides their numbers.
enum SuspectNotes {
  /// Sentences on the kind of text, on references without a ratio, on files that both sides share, and on prompts.
  static func of(_ suspect: ComparedSuspect, references: [ComparedReference]) -> [String] {
    var notes = [VerdictProse.domain(suspect.domain)].compactMap(\.self)
    notes += AbsenceNotes.of(
      suspect.comparisons.map { ($0.reference, $0.absence, $0.isReferenceUnusual) })
    notes += SharedInputNotes.of(suspect: suspect.inputs, references: references.map { ($0.name, $0.inputs) })
    if suspect.calibration != nil {
      notes += PromptNotes.of(
        suspect.comparisons.filter { $0.log10LR != nil }.map(\.promptShift),
        isNone: suspect.verdict.kind == .none)
    }
    return notes
  }

  /// The notes of many suspects, each once, with the names of those that it is of; in the order of the first of them.
  static func grouped(_ report: CompareReport) -> [(suspects: [String], note: String)] {
    var places: [String: Int] = [:]
    var groups: [(suspects: [String], note: String)] = []
    for suspect in report.suspects {
      for note in of(suspect, references: report.references) {
        if let place = places[note] {
          groups[place].suspects.append(suspect.name)
        } else {
          places[note] = groups.count
          groups.append(([suspect.name], note))
        }
      }
    }
    return groups
  }

  /// Names, the first six of many.
  static func listed(_ names: [String]) -> String {
    let more = names.count > 6 ? " and \(names.count - 6) more" : ""
    return names.prefix(6).map(PrintableText.of).joined(separator: ", ") + more
  }
}
