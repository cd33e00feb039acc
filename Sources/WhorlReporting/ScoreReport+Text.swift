import WhorlKit

extension ScoreReport {
  /// The report for a terminal of `width` columns: the verdict first, then the table, then what it
  /// does and does not say.
  public func text(width: Int, isColored: Bool) -> String {
    var lines: [String] = []
    let style: ANSIStyle = verdict.kind == .match || verdict.kind == .cluster ? .green : .yellow
    let headline = Self.headline(
      verdict.kind, names: verdict.references, isCalibrated: assessment != nil)
    lines += WrappedText.lines(headline, width: width).map { style.apply($0, isColored: isColored) }
    lines += WrappedText.lines(sentence(verdict.reason), width: width)
    lines.append("")
    lines += suspectLines(width: width)
    lines.append("")
    if let assessment {
      lines += evidenceLines(assessment, width: width, isColored: isColored)
    } else {
      lines += scoreLines(width: width, isColored: isColored)
    }
    lines += wordingLines(width: width)
    lines += refusalGapLines(width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  private func scoreLines(width: Int, isColored: Bool) -> [String] {
    var lines: [String] = []
    let table = scoreTable.blocks(width: width)
    lines += table.header.map { ANSIStyle.bold.apply($0, isColored: isColored) }
    for (comparison, row) in zip(comparisons, table.rows) {
      lines += row.map { comparison.isConsistent ? ANSIStyle.green.apply($0, isColored: isColored) : $0 }
    }
    lines.append("")
    for note in notes { lines += WrappedText.lines(note, width: width) }
    return lines
  }

  /// The columns that a name may take outside the table.
  private static let nameColumns = 60

  private static func shown(_ name: String) -> String {
    DisplayWidth.shortenedInside(PrintableText.of(name), to: nameColumns)
  }

  private func suspectLines(width: Int) -> [String] {
    let label = "Suspect   "
    let skipped = suspect.skipped.total > 0 ? ", \(NumberText.grouped(suspect.skipped.total)) skipped" : ""
    let text =
      "\(Self.shown(suspect.name)): \(CountText.of(suspect.documents, "document")), "
      + "\(CountText.of(suspect.tokens, "token"))\(skipped)"
    return WrappedText.lines(text, width: width, indentation: label.count).enumerated().map { index, line in
      (index == 0 ? label : String(repeating: " ", count: label.count)) + line
    }
  }

  /// The verdict in a few words.
  static func headline(_ kind: Verdict.Kind, names: [String], isCalibrated: Bool) -> String {
    let shownNames = names.map(shown).joined(separator: ", ")
    let suffix = isCalibrated ? "" : " (uncalibrated)"
    return switch kind {
    case .match: "Verdict: match with \(shownNames)\(suffix)"
    case .cluster: "Verdict: one of \(shownNames)\(suffix)"
    case .none: "Verdict: none of the references\(suffix)"
    case .inconclusive where names.isEmpty: "Verdict: inconclusive"
    case .inconclusive: "Verdict: inconclusive; possibly \(shownNames)"
    case .outOfDomain: "Verdict: out of domain"
    }
  }

  private var scoreTable: TextTable {
    var table = TextTable([
      ("Reference", .left), ("documents", .right), ("score", .right), ("threshold", .right),
      ("own", .right), ("nearest other", .right), ("copied", .right),
    ])
    for comparison in comparisons {
      let copied = comparison.overlaps.last?.containmentEstimate?.value
      table.append([
        PrintableText.of(comparison.reference.name),
        NumberText.grouped(comparison.reference.documents),
        NumberText.fixed(comparison.rawScore, 3),
        NumberText.fixed(comparison.consistency.threshold, 3),
        NumberText.fixed(comparison.consistency.ownScore, 3),
        NumberText.fixed(comparison.consistency.nearestOtherScore, 3),
        NumberText.percent(copied),
      ])
    }
    return table
  }

  private var notes: [String] {
    [
      "Scores are uncalibrated: they rank the references and are no likelihood ratios. A suspect is "
        + "consistent with a reference whose threshold it reaches, four fifths of the way from the nearest "
        + "other reference's score to the reference's own (one prompt half against the other).",
      "A model that is not among the references can reach a threshold too, and often does where a "
        + "relative of it is listed: see docs/scoring.md for how often.",
      "copied: estimated share of the suspect's \(ShingleLength.eight.rawValue)-word shingles that the "
        + "reference holds word for word.",
    ]
  }

  private func sentence(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst() + "."
  }
}
