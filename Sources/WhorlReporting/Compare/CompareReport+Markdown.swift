import RulePacks
import WhorlKit

extension CompareReport {
  /// The largest step summary that GitHub shows is 1 MiB; rows end well before.
  private static let rowLimit = 500

  /// The report as GitHub-flavoured Markdown, for a step summary or a comment.
  public func markdown() -> String {
    let mark = isPassed ? "✅" : status == .inconclusive ? "⚠️" : "❌"
    var text = "## \(mark) whorl compare\n\n**\(headline)**\n"
    text += Self.list("Violations", policy.violations)
    text += Self.list("Warnings", policy.warnings)
    text += Self.list("Known from the baseline", policy.known)
    if !failures.isEmpty {
      text += "\n### Failed\n\n"
      for failure in failures.prefix(Self.rowLimit) {
        text +=
          "- \(failure.role.rawValue) \(MarkdownText.of(failure.name)): \(MarkdownText.of(failure.message))\n"
      }
      text += Self.cut(failures.count, "failure")
    }
    if !suspects.isEmpty {
      text += "\n### Suspects\n\n"
      text += "| Suspect | documents | verdict | best reference | log10 LR | 95 % | support |\n"
      text += "|---|--:|---|---|--:|--:|---|\n"
      for suspect in suspects.prefix(Self.rowLimit) {
        let best = suspect.comparisons.first
        let cells = [
          MarkdownText.of(suspect.name), NumberText.grouped(suspect.documents),
          MarkdownText.of(suspect.verdict.phrase), best.map { MarkdownText.of($0.reference) } ?? "–",
          best?.ratioText ?? "–", best?.intervalText ?? "–", best?.supportText ?? "–",
        ]
        text += "| \(cells.joined(separator: " | ")) |\n"
      }
      text += Self.cut(suspects.count, "suspect")
      let notes = SuspectNotes.grouped(self)
      if !notes.isEmpty {
        text += "\n### Notes\n\n"
        for (names, note) in notes.prefix(Self.rowLimit) {
          text += "- \(MarkdownText.of(SuspectNotes.listed(names))): \(MarkdownText.of(note))\n"
        }
        text += Self.cut(notes.count, "note")
      }
    }
    text += refusalTable
    text += findingsTable
    text += "\n\(meaning)\n\n<details><summary>Provenance</summary>\n\n"
    text += provenance.map { "- \($0)\n" }.joined()
    return text + "\n</details>\n"
  }

  /// How often suspects decline and hedge, beside their best references.
  private var refusalTable: String {
    let rates = suspects.compactMap { suspect in RefusalRates(of: suspect).map { (suspect.name, $0) } }
    let rows = rates.flatMap { suspect, rates in rates.gaps.map { (suspect, rates.reference, $0) } }
    guard !rows.isEmpty else { return "" }
    var text =
      "\n### Refusal gap\n\n| Suspect | best reference | rate | suspect | reference | difference | 95 % |\n"
      + "|---|---|---|--:|--:|--:|---|\n"
    for (suspect, reference, gap) in rows.prefix(Self.rowLimit) {
      text +=
        "| \(MarkdownText.of(suspect)) | \(MarkdownText.of(reference)) | \(RefusalRates.name(of: gap) ?? gap.pack) "
        + "| \(NumberText.percent(gap.suspectRate)) | \(NumberText.percent(gap.referenceRate)) "
        + "| \(NumberText.signed(gap.change * 100, 1)) | \(RefusalRates.interval(of: gap)) |\n"
    }
    text += Self.cut(rows.count, "row") + "\n\(RefusalRates.meaning)"
    return text + (rates.contains { $0.1.declinesLess } ? " \(RefusalRates.fewer)" : "") + "\n"
  }

  /// The rules with findings, the worst first.
  private var findingsTable: String {
    let rows = suspects.flatMap { suspect in
      (suspect.findings?.worstFirst ?? []).map { (suspect.name, $0) }
    }
    guard !rows.isEmpty else { return "" }
    var text =
      "\n### Rule findings\n\n| Suspect | severity | rule | findings | documents |\n|---|---|---|--:|--:|\n"
    for (suspect, count) in rows.prefix(Self.rowLimit) {
      text +=
        "| \(MarkdownText.of(suspect)) | \(count.severity.rawValue) | \(MarkdownText.of(count.rule)) "
        + "| \(NumberText.grouped(count.hits)) | \(NumberText.grouped(count.documents)) |\n"
    }
    return text + Self.cut(rows.count, "row")
  }

  private static func list(_ title: String, _ violations: [PolicyViolation]) -> String {
    guard !violations.isEmpty else { return "" }
    var text = "\n### \(title)\n\n"
    for violation in violations.prefix(rowLimit) {
      text += "- \(MarkdownText.of(violation.suspect)): \(MarkdownText.of(violation.message))\n"
    }
    return text + cut(violations.count, "entry", "entries")
  }

  private static func cut(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    let rest = count - rowLimit
    guard rest > 0 else { return "" }
    return "\n… and \(rest) more \(rest == 1 ? noun : plural ?? noun + "s"), in the JSON report.\n"
  }

  private var provenance: [String] {
    var lines = ["whorl \(MarkdownText.of(toolVersion))"]
    lines.append("vocabulary \(MarkdownText.of(vocabulary.name)), SHA-256 `\(vocabulary.digest)`")
    if let background {
      lines.append("background \(MarkdownText.of(background.name)), SHA-256 `\(background.digest)`")
    }
    for pack in parameters.packs {
      lines.append("rule pack \(MarkdownText.of(pack.name)), SHA-256 `\(pack.digest)`")
    }
    if let project = parameters.project {
      lines.append("project file \(MarkdownText.of(project.name)), SHA-256 `\(project.digest)`")
    }
    lines.append("channels \(MarkdownText.of(parameters.channels)), seed \(parameters.seed)")
    let inputs =
      suspects.flatMap { suspect in suspect.inputs.map { ("suspect \(suspect.name)", $0) } }
      + references.flatMap { reference in reference.inputs.map { ("reference \(reference.name)", $0) } }
    for (owner, input) in inputs.prefix(Self.rowLimit) {
      lines.append("\(MarkdownText.of(owner)): \(MarkdownText.of(input.name)), SHA-256 `\(input.sha256)`")
    }
    if inputs.count > Self.rowLimit {
      lines.append("… and \(inputs.count - Self.rowLimit) more inputs, in the JSON report")
    }
    return lines
  }
}
