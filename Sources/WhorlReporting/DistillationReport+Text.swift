import WhorlKit

extension DistillationReport {
  /// The report for a terminal of `width` columns: the verdict first, then the tables, the baselines,
  /// and what it does and does not say.
  public func text(width: Int, isColored: Bool) -> String {
    let verdict = evidence.verdict
    let style: ANSIStyle = verdict.kind == .supported ? .green : .yellow
    var lines = [style.apply("Verdict: \(headline)", isColored: isColored)]
    lines += wrapped(PrintableText.of(sentence(finding)), width: width)
    for reason in verdict.reasons { lines += wrapped(PrintableText.of(sentence(reason)), width: width) }
    lines.append("")
    lines.append(
      "Suspect   \(PrintableText.of(suspect.name)): \(CountText.of(suspect.documents, "document")), "
        + "\(CountText.of(suspect.tokens, "token")), \(CountText.of(evidence.prompts, "prompt")) compared")
    if !excludedVendors.isEmpty {
      lines.append("Left out  \(excludedVendors.map { PrintableText.of($0) }.joined(separator: ", "))")
    }
    for table in [referenceTable, familyTable] {
      let rows = table.lines(width: width)
      lines.append("")
      lines.append(ANSIStyle.bold.apply(rows[0], isColored: isColored))
      lines += rows.dropFirst()
    }
    lines.append("")
    lines += baselineLines.flatMap { wrapped(PrintableText.of($0), width: width) }
    lines.append("")
    for caveat in Self.caveats { lines += wrapped(caveat, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    switch evidence.verdict.kind {
    case .supported: "supported (closed set)"
    case .rankingOnly: "ranking only"
    case .noVerdict: "no verdict"
    }
  }

  private var referenceTable: TextTable {
    var table = TextTable([
      ("Reference", .left), ("vendor", .left), ("exclusive overlap", .right), ("8-gram cosine", .right),
      ("shared prompts", .right),
    ])
    for comparison in evidence.comparisons {
      table.append([
        PrintableText.of(comparison.candidate.name),
        PrintableText.of(comparison.candidate.vendor ?? "–"),
        NumberText.fixed(comparison.exclusiveOverlap, 3), NumberText.fixed(comparison.overlapCosine, 4),
        NumberText.grouped(UInt64(comparison.sharedPrompts)),
      ])
    }
    return table
  }

  private var familyTable: TextTable {
    var table = TextTable([
      ("Family", .left), ("margin", .right), ("resamples led", .right), ("unrelated led", .right),
      ("at this margin", .right), ("any lead", .right),
    ])
    for family in evidence.families {
      table.append([
        PrintableText.of(family.name), NumberText.fixed(family.margin, 3),
        NumberText.percent(family.bootstrapSupport), "\(family.leadsUnrelated)/\(family.unrelated)",
        "\(family.unrelatedAtMargin)/\(family.unrelated)",
        "\(family.unrelatedLeadsAtMargin)/\(family.unrelatedOfAll)",
      ])
    }
    return table
  }

  private var baselineLines: [String] {
    let agreement = evidence.isAgreed ? "agree on the vendor" : "disagree on the vendor"
    return [
      "Exclusive overlap and 8-gram cosine \(agreement): \(evidence.comparisons.first?.candidate.name ?? "–") "
        + "and \(evidence.cosineLeader ?? "–").",
      "Baselines: "
        + (evidence.constantGuess.map {
          "the family that most of \(evidence.unrelatedModels) unrelated models rank first is \($0)"
        } ?? "no unrelated model ranks a family first") + "; by length of answers alone it is "
        + "\(evidence.lengthLeader ?? "–").",
      "resamples led: of \(evidence.draws) resamples of prompts, those in which the family leads all other "
        + "vendors. unrelated led: unrelated models that rank the family first. at this margin: those with "
        + "at least the suspect's margin for it; any lead: those that lead with any family by as much.",
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
