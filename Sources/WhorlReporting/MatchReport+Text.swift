import WhorlKit

extension MatchReport {
  /// References that a table shows: those with most.
  private static let rowLimit = 20
  /// Shared prompts from which on the text report has a table of them.
  private static let leastPrompts = 10
  /// Characters of a passage that are shown.
  private static let excerptLimit = 600

  /// The report for a terminal of `width` columns: the summary first, then the strongest matches with
  /// their passages side by side.
  ///
  /// - Parameter limit: How many documents are shown.
  public func text(width: Int, isColored: Bool, limit: Int) -> String {
    let matching = summary.total.matching
    let share = summary.documents > 0 ? Double(matching) / Double(summary.documents) : 0
    let headline =
      "\(NumberText.grouped(UInt64(matching))) of \(NumberText.grouped(UInt64(summary.documents))) documents "
      + "share text with a reference (\(NumberText.percent(share)))"
    var lines = [(matching > 0 ? ANSIStyle.yellow : .green).apply(headline, isColored: isColored)]
    lines.append(
      "Suspect   \(PrintableText.of(suspect)); near-duplicates from a Jaccard similarity of "
        + "\(NumberText.fixed(thresholds.jaccard, 2)), contained from "
        + "\(NumberText.percent(thresholds.containment)), shared spans from \(thresholds.run) words")
    for table in [summaryTable, samePromptTable].compactMap(\.self) {
      let rows = table.lines(width: width)
      lines.append("")
      lines.append(ANSIStyle.bold.apply(rows[0], isColored: isColored))
      lines += rows.dropFirst()
    }
    if references.count > Self.rowLimit {
      lines.append("… the \(Self.rowLimit) first of \(references.count) references: --format json has all")
    }
    if let samePrompt = shownSamePrompt {
      lines.append("")
      lines += WrappedText.lines(
        "Same prompts: the mean idf-weighted cosine of the sets of 8-grams, and what is expected of a "
          + "reference drawn at random; answers and 8-grams that no other reference has; p of "
          + "\(NumberText.grouped(UInt64(samePrompt.permutations))) permutations of references within prompts, "
          + "and adjusted for their number. A small p says more in common than with the others, not why.",
        width: width)
    }
    let shown = ranked.prefix(limit)
    for document in shown {
      lines.append("")
      lines += self.lines(document, width: width, isColored: isColored)
    }
    if documents.count > shown.count {
      // Documents all of whose matches are common are none of those that the headline counts.
      let common = ranked.dropFirst(shown.count).count { $0.finding.kind == nil }
      let others = [
        (documents.count - shown.count - common, "that share text"),
        (common, "that share only what is common"),
      ].filter { $0.0 > 0 }.map { "\(CountText.of($0.0, "more document")) \($0.1)" }
      lines.append("")
      lines.append("… and \(others.joined(separator: ", and ")): --show shows more, --format json all")
    }
    lines.append("")
    for caveat in caveats { lines += WrappedText.lines(PrintableText.of(caveat), width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var summaryTable: TextTable {
    var table = TextTable([
      ("Reference", .left), ("documents", .right), ("exact", .right), ("near-dup.", .right),
      ("contained", .right), ("span", .right), ("share", .right), ("common", .right),
    ])
    func append(_ name: String, _ documents: String, _ row: CopiedTextSummary.Row) {
      let share = summary.documents > 0 ? Double(row.matching) / Double(summary.documents) : 0
      table.append(
        [PrintableText.of(name), documents] + row.documents.map { NumberText.grouped(UInt64($0)) }
          + [NumberText.percent(share), NumberText.grouped(UInt64(row.common))])
    }
    let ordered = references.indices.sorted { a, b in
      let (first, second) = (summary.references[a].matching, summary.references[b].matching)
      return first != second ? first > second : a < b
    }
    for index in ordered.prefix(Self.rowLimit) {
      append(
        references[index].name, NumberText.grouped(UInt64(references[index].documents)),
        summary.references[index])
    }
    if references.count > 1 { append("any", "", summary.total) }
    return table
  }

  /// A handful of prompts says nothing.
  private var shownSamePrompt: SamePromptEvidence? {
    samePrompt.flatMap { $0.prompts >= Self.leastPrompts ? $0 : nil }
  }

  private var samePromptTable: TextTable? {
    guard let samePrompt = shownSamePrompt else { return nil }
    var table = TextTable([
      ("Same prompts", .left), ("shared", .right), ("overlap", .right), ("expected", .right),
      ("answers", .right), ("8-grams", .right), ("p", .right), ("Holm", .right),
    ])
    for reference in samePrompt.references.prefix(Self.rowLimit) {
      table.append([
        PrintableText.of(reference.name), NumberText.grouped(UInt64(reference.sharedPrompts)),
        NumberText.fixed(reference.overlap, 4), NumberText.fixed(reference.expected, 4),
        NumberText.grouped(UInt64(reference.rareAnswers)), NumberText.grouped(UInt64(reference.rareFeatures)),
        NumberText.fixed(reference.pValue, 4), NumberText.fixed(reference.adjustedPValue, 4),
      ])
    }
    return table
  }

  private func lines(_ document: MatchReportDocument, width: Int, isColored: Bool) -> [String] {
    var lines = [
      ANSIStyle.bold.apply(
        "\(document.label)  (\(PrintableText.of(document.source)):\(document.line), "
          + "\(document.finding.words) words)", isColored: isColored)
    ]
    let matches = zip(document.finding.matches, document.excerpts)
    for (match, excerpts) in matches.prefix(3) {
      lines += WrappedText.lines(summary(match), width: width, indentation: 2).map { "  " + $0 }
      for (passage, excerpt) in zip(match.passages, excerpts).prefix(3) {
        lines += sideBySide(passage, excerpt, width: width, isColored: isColored)
      }
      if match.passages.count > 3 { lines.append("  … and \(match.passages.count - 3) more passages") }
    }
    let rest = document.finding.matches.count - 3
    if rest > 0 { lines.append("  … and matches with \(rest) more references") }
    return lines
  }

  private func summary(_ match: CopiedTextMatch) -> String {
    let name = PrintableText.of(references[match.reference].name)
    let id = PrintableText.of(match.id ?? "#\(match.position)")
    var parts = ["\(match.kind.rawValue) of \(name) / \(id)"]
    if let comparison = match.comparison {
      parts.append("Jaccard \(NumberText.fixed(comparison.jaccard, 2))")
      parts.append(
        "\(NumberText.percent(comparison.suspectContainment)) of its shingles, "
          + "\(NumberText.percent(comparison.referenceContainment)) of the reference's")
      parts.append("longest run \(comparison.longestRun) words")
    } else {
      parts.append("not verified: no text is kept")
      parts.append("Jaccard about \(NumberText.fixed(match.jaccardEstimate, 2))")
      parts.append("\(NumberText.percent(match.seedShare)) of its fingerprints")
    }
    if match.copies > 1 {
      parts.append("\(NumberText.grouped(UInt64(match.copies))) documents with these words")
    }
    if match.sharesPrompt { parts.append("same prompt") }
    if match.isCommon { parts.append("common: no evidence") }
    return parts.joined(separator: "; ")
  }

  private func sideBySide(
    _ passage: CopiedPassage, _ excerpt: MatchReportDocument.Excerpt, width: Int, isColored: Bool
  ) -> [String] {
    let column = max(20, (min(LineWidth.ofProse(width), 160) - 7) / 2)
    let title =
      "\(passage.suspectBytes.lowerBound)–\(passage.suspectBytes.upperBound) ~ "
      + "\(passage.referenceBytes.lowerBound)–\(passage.referenceBytes.upperBound): "
      + "\(passage.words) words in common"
      + (passage.isCommon ? "; common, in \(passage.references) of \(references.count) references" : "")
    let left = Self.wrapped(excerpt.suspect, columns: column)
    let right = Self.wrapped(excerpt.reference, columns: column)
    var lines = [ANSIStyle.dim.apply("    \(title)", isColored: isColored)]
    for row in 0..<max(left.count, right.count) {
      let own = row < left.count ? left[row] : ""
      let other = row < right.count ? right[row] : ""
      let padding = String(repeating: " ", count: max(0, column - DisplayWidth.of(own)))
      lines.append("    \(own)\(padding) | \(other)".trimmingTrailingSpaces)
    }
    return lines
  }

  private static func wrapped(_ text: String, columns: Int) -> [String] {
    let flat = PrintableText.of(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    let cut = flat.count > excerptLimit ? flat.prefix(excerptLimit) + " …" : flat[...]
    return WrappedText.lines(String(cut), width: columns).map { DisplayWidth.shortened($0, to: columns) }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
