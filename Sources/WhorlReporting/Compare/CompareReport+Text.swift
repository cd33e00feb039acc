import WhorlKit

extension CompareReport {
  /// Comparisons of a suspect that the table shows: the best ones. Those that breach the policy are
  /// shown besides.
  private static let shownComparisons = 3
  /// Suspects beyond which no more than the best comparison of each is shown.
  private static let manySuspects = 20
  /// Violations that are listed one by one.
  private static let shownViolations = 50

  /// The report for a terminal of `width` columns: the outcome first, then what breaches the policy, then
  /// the comparisons.
  public func text(width: Int, isColored: Bool) -> String {
    let style: ANSIStyle = isPassed ? .green : status == .inconclusive ? .yellow : .red
    var lines = WrappedText.lines(headline, width: width).map { style.apply($0, isColored: isColored) }
    lines += list(policy.violations, label: "violation", .red, width: width, isColored: isColored)
    lines += list(policy.warnings, label: "warning", .yellow, width: width, isColored: isColored)
    for failure in failures {
      lines += wrapped(
        "failed: \(failure.role.rawValue) \(Self.shown(failure.name)): \(PrintableText.of(failure.message))",
        width: width
      ).map { ANSIStyle.red.apply($0, isColored: isColored) }
    }
    if !suspects.isEmpty {
      lines.append("")
      lines += tableLines(width: width, isColored: isColored)
      lines.append("")
      for (names, note) in SuspectNotes.grouped(self) {
        let whose = suspects.count > 1 ? "\(SuspectNotes.listed(names)): " : ""
        lines += WrappedText.lines(whose + note, width: width).map {
          DisplayWidth.shortened($0, to: max(1, width))
        }
      }
      lines += WrappedText.lines(meaning, width: width)
      let rates = shownRefusalRates
      if !rates.isEmpty { lines += WrappedText.lines(RefusalRates.meaning, width: width) }
      if rates.contains(where: \.declinesLess) {
        lines += WrappedText.lines(RefusalRates.fewer, width: width)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rates that the table shows: of many suspects those that differ from the reference's for certain.
  private var shownRefusalRates: [RefusalRates] { suspects.compactMap(refusalRates) }

  private func refusalRates(_ suspect: ComparedSuspect) -> RefusalRates? {
    RefusalRates(of: suspect).flatMap { suspects.count <= Self.manySuspects || $0.isSeparated ? $0 : nil }
  }

  /// The columns that a name may take outside the table.
  private static func shown(_ name: String) -> String {
    DisplayWidth.shortenedInside(PrintableText.of(name), to: 60)
  }

  /// Lines whose words may be longer than the line are cut, so that nothing wraps by itself.
  private func wrapped(_ text: String, width: Int) -> [String] {
    WrappedText.lines(text, width: width, indentation: 2).enumerated().map { index, line in
      DisplayWidth.shortened((index == 0 ? "" : "  ") + line, to: max(1, width))
    }
  }

  private func list(
    _ violations: [PolicyViolation], label: String, _ style: ANSIStyle, width: Int, isColored: Bool
  ) -> [String] {
    var lines = violations.prefix(Self.shownViolations).flatMap { violation in
      wrapped(
        "\(label): \(Self.shown(violation.suspect)): \(PrintableText.of(violation.message))", width: width)
    }
    let rest = violations.count - Self.shownViolations
    if rest > 0 { lines.append("… and \(CountText.of(rest, "more \(label)"))") }
    return lines.map { style.apply($0, isColored: isColored) }
  }

  /// A heading for each suspect, and below it a row for each comparison that is shown.
  private func tableLines(width: Int, isColored: Bool) -> [String] {
    var table = TextTable(
      [("Reference", .left)]
        + (background == nil
          ? [("score", .right)] : [("log10 LR", .right), ("95 %", .right), ("support", .left)])
        + [("copied", .right)])
    var styles: [ANSIStyle?] = []
    var groups: [(heading: String, notes: [String], rows: Int)] = []
    var hidden = 0
    for suspect in suspects {
      let breached = Set(policy.violations.filter { $0.suspect == suspect.name }.flatMap(\.references))
      let limit = suspects.count > Self.manySuspects ? 1 : Self.shownComparisons
      let shown = suspect.comparisons.enumerated().filter { index, comparison in
        index < limit || breached.contains(comparison.reference)
      }
      hidden += suspect.comparisons.count - shown.count
      let notes = [suspect.findings?.summary, refusalRates(suspect)?.text].compactMap { $0 }
      groups.append((heading(suspect), notes, shown.count))
      for (_, comparison) in shown {
        table.append(
          ["  " + PrintableText.of(comparison.reference)]
            + (background == nil
              ? [NumberText.fixed(comparison.rawScore, 3)]
              : [comparison.ratioText, comparison.intervalText, comparison.supportText])
            + [NumberText.percent(comparison.copiedEstimate?.value)])
        styles.append(breached.contains(comparison.reference) ? .red : Self.style(comparison))
      }
    }
    let blocks = table.blocks(width: width)
    var lines = blocks.header.map { ANSIStyle.bold.apply($0, isColored: isColored) }
    var row = 0
    for group in groups {
      lines += WrappedText.lines(group.heading, width: width, indentation: 2).enumerated().map {
        index, line in
        ANSIStyle.bold.apply(
          DisplayWidth.shortened((index == 0 ? "" : "  ") + line, to: max(1, width)), isColored: isColored)
      }
      for note in group.notes {
        lines += WrappedText.lines(PrintableText.of(note), width: max(1, width - 2), indentation: 2)
          .enumerated().map {
            index, line in DisplayWidth.shortened((index == 0 ? "  " : "    ") + line, to: max(1, width))
          }
      }
      for _ in 0..<group.rows {
        lines += blocks.rows[row].map { line in styles[row]?.apply(line, isColored: isColored) ?? line }
        row += 1
      }
    }
    if hidden > 0 {
      let text =
        "\(CountText.of(hidden, "comparison")) with less support not shown: see --format json or a report."
      lines.append("")
      lines += WrappedText.lines(text, width: width)
    }
    return lines
  }

  private func heading(_ suspect: ComparedSuspect) -> String {
    let names = suspect.verdict.references.prefix(Self.shownComparisons).map(Self.shown)
    var verdict = suspect.verdict
    verdict.references = Array(names)
    let skipped =
      suspect.skipped.total > 0 ? ", \(NumberText.grouped(suspect.skipped.total)) skipped" : ""
    return "\(Self.shown(suspect.name)): \(verdict.phrase) (\(CountText.of(suspect.documents, "document")), "
      + "\(CountText.of(suspect.tokens, "token"))\(skipped))"
  }

  /// By support: green where there is support for the reference, dim where against.
  private static func style(_ comparison: ComparisonResult) -> ANSIStyle? {
    guard let scale = comparison.scale else { return nil }
    return switch scale.direction {
    case .for: scale.log10LR >= EvidenceScale.Strength.moderate.leastLog10LR ? .green : .yellow
    case .against: .dim
    case .neither: nil
    }
  }
}
