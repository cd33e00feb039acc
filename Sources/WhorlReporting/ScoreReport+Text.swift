import WhorlKit

extension ScoreReport {
  /// The report for a terminal of `width` columns: the verdict first, then the table, then what it
  /// does and does not say.
  public func text(width: Int, isColored: Bool) -> String {
    var lines: [String] = []
    let style: ANSIStyle = verdict.kind == .match || verdict.kind == .cluster ? .green : .yellow
    lines.append(style.apply(headline, isColored: isColored))
    lines += wrapped(sentence(verdict.reason), width: width)
    lines.append("")
    let skipped = suspect.skipped.total > 0 ? ", \(NumberText.grouped(suspect.skipped.total)) skipped" : ""
    lines.append(
      "Suspect   \(DisplayWidth.printable(suspect.name)): \(NumberText.grouped(suspect.documents)) documents, "
        + "\(NumberText.grouped(suspect.tokens)) tokens\(skipped)")
    lines.append("")
    let table = scoreTable.lines(width: width)
    lines.append(ANSIStyle.bold.apply(table[0], isColored: isColored))
    for (comparison, row) in zip(comparisons, table.dropFirst()) {
      lines.append(comparison.isConsistent ? ANSIStyle.green.apply(row, isColored: isColored) : row)
    }
    lines.append("")
    for note in notes { lines += wrapped(note, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let names = verdict.references.map(DisplayWidth.printable).joined(separator: ", ")
    return switch verdict.kind {
    case .match: "Verdict: match with \(names) (uncalibrated)"
    case .cluster: "Verdict: one of \(names) (uncalibrated)"
    case .none: "Verdict: none of the references (uncalibrated)"
    case .inconclusive: "Verdict: inconclusive"
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
        DisplayWidth.printable(comparison.reference.name),
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

  private func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > max(40, min(width, 100)) {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
