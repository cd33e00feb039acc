import RulePacks

/// What rules of packs find in one suspect: the rules, and the first places.
struct FindingsTable {
  /// The rules that are listed.
  private static let rulesListed = 12
  /// The places that are quoted.
  private static let placesListed = 10

  private let suspect: ComparedSuspect

  /// The table for `suspect`.
  init(_ suspect: ComparedSuspect) { self.suspect = suspect }

  /// The table; empty where no packs were named.
  var markup: HTMLFragment {
    guard let findings = suspect.findings else { return "" }
    let counts = findings.worstFirst
    guard !counts.isEmpty else { return "<p class=\"small\">\(Self.capitalized(findings.summary)).</p>\n" }
    let rows = counts.prefix(Self.rulesListed).map { count -> HTMLFragment in
      """
      <tr><th scope="row" class="name">\(count.rule)<br/><span class="muted small">\(count.message)</span></th>\
      <td>\(count.severity.rawValue)</td><td class="num">\(NumberText.grouped(count.hits))</td>\
      <td class="num">\(NumberText.grouped(count.documents))</td></tr>

      """
    }
    let more = counts.count - min(counts.count, Self.rulesListed)
    let caption =
      "\(Self.capitalized(findings.summary))."
      + (more > 0 ? " \(CountText.of(more, "more rule")) in the JSON report." : "")
    return """
      <details><summary>\(CountText.of(findings.hits, "rule finding"))</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Rule findings in \(suspect.name)">
      <table class="wide-table"><caption>\(caption)</caption>
      <thead><tr><th scope="col">Rule</th><th scope="col">Severity</th><th scope="col" class="num">findings</th>\
      <th scope="col" class="num">documents</th></tr></thead>
      <tbody>
      \(HTMLFragment(rows))</tbody>
      </table>
      </div>
      \(places(findings))</details>

      """
  }

  private func places(_ findings: RuleFindings) -> HTMLFragment {
    let items = findings.kept.prefix(Self.placesListed).map { finding -> HTMLFragment in
      """
      <li><span class="muted small">\(finding.rule) at <bdi>\
      \(DisplayWidth.shortened(PrintableText.of(finding.path), to: 80)):\(finding.line)</bdi></span><br/>\
      <span class="passage"><bdi>\(DisplayWidth.shortened(PassageInContext.oneLine(finding.text), to: 160))</bdi>\
      </span></li>

      """
    }
    guard !items.isEmpty else { return "" }
    let rest = findings.hits - UInt64(items.count)
    let note: HTMLFragment =
      rest > 0
      ? "<p class=\"muted small\">\(CountText.of(rest, "more finding")): the JSON and SARIF reports list them.</p>\n"
      : ""
    return "<ul class=\"plain\">\n\(HTMLFragment(items))</ul>\n\(note)"
  }

  private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
