import WhorlKit

extension LineageReport {
  /// The report as Markdown, which reads as text too.
  ///
  /// - Parameter width: The columns that sentences are broken at; nil to leave them whole.
  public func text(width: Int? = nil) -> String {
    func paragraph(_ text: String) -> [String] {
      width.map { WrappedText.lines(text, width: $0) } ?? [text]
    }
    var lines = paragraph(
      "Lineage of \(suspects.count) suspects among \(references.count) references; background "
        + "\(PrintableText.of(background.name)), \(background.models.count) models.")
    for note in [seenNote] + notes {
      lines.append("")
      lines += paragraph(note)
    }
    lines.append("")
    var table = MarkdownTable(
      ["kind", "ranking", "suspects", "top-1 [95 %]", "MRR [95 %]", "macro recall [95 %]", "by family"])
    for row in rows {
      let measures = row.measures
      table.append([
        row.kind.rawValue, row.ranking.label, String(measures.suspects), Self.text(measures.top1),
        Self.text(measures.reciprocalRank), Self.text(measures.macroRecall),
        measures.families.map { "\($0.family) \($0.right)/\($0.suspects)" }.joined(separator: ", "),
      ])
    }
    lines += table.lines(width: width)
    if let verdicts {
      lines.append("")
      lines += paragraph(
        "Verdicts on distilled suspects: \(verdicts.supported) supported, of which \(verdicts.right) name a "
          + "source; \(verdicts.rankingOnly) ranking only; \(verdicts.none) without a verdict.")
    }
    lines += ["", "Each suspect, by the first ranking of its kind:", ""]
    var suspects = MarkdownTable(["suspect", "kind", "ranked first", "its source at"])
    for kind in LineageKind.allCases {
      guard let row = rows.first(where: { $0.kind == kind }) else { continue }
      for ranking in row.rankings {
        suspects.append([
          ranking.suspect, kind.rawValue, ranking.candidates.first?.name ?? "–",
          ranking.rank.map { "\($0) of \(ranking.candidates.count)" } ?? "–",
        ])
      }
    }
    lines += suspects.lines(width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  private var seenNote: String {
    guard !seen.isEmpty else {
      return "The background has seen none of the suspects' files. (It would not notice other outputs of a "
        + "model that it knows.)"
    }
    return "The background has seen \(seen.count) of \(suspects.count) suspects: the style score of these is "
      + "by a projection that was made with them, and too good. Exclusive overlap uses no background."
  }

  private static func text(_ estimate: LineageMeasures.Estimate) -> String {
    let value = NumberText.fixed(estimate.value, 2)
    guard let ends = estimate.interval else { return value }
    return "\(value) [\(NumberText.fixed(ends.lowerBound, 2))–\(NumberText.fixed(ends.upperBound, 2))]"
  }
}
