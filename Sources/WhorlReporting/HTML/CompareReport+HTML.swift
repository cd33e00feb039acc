import WhorlKit

extension CompareReport {
  /// The report as one page of HTML, complete in itself: no script, no font, no picture from elsewhere.
  ///
  /// What came from model outputs and names is escaped. The page stays under 2 MB: evidence is shown in full
  /// for the best comparisons of each suspect, and what is left out is counted on the page; JSON holds all.
  ///
  /// - Complexity: O(n) in what is shown.
  public func html() -> String {
    let strip = EvidenceStrip(
      holding: suspects.flatMap(\.comparisons).flatMap {
        [$0.log10LR, $0.interval?.lowerBound, $0.interval?.upperBound].compactMap(\.self)
      })
    let before = HTMLFragment([verdictSection, policySection, matrixSection])
    let after = HTMLFragment([MethodSection(self).markup, ProvenanceSection(self).markup])
    let evidence = EvidenceSection(self, strip: strip, otherSize: before.size + after.size)
    let body = HTMLFragment([before, evidence.markup, after])
    let page: HTMLFragment = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="whorl \(toolVersion)"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(pageTitle)</title>
      <style>
      \(.own(PageStyle.css))</style>
      </head>
      <body>
      <a class="skip" href="#verdict">Skip to the verdict</a>
      \(strip.definitions)<header>
      <h1>\(pageTitle)</h1>
      <p class="muted">\(summary)</p>
      <nav aria-label="Sections"><ul>
      <li><a href="#verdict">Verdict</a></li>\(policyLink)<li><a href="#matrix">All comparisons</a></li>
      <li><a href="#evidence">Evidence</a></li><li><a href="#method">Method and limits</a></li>
      <li><a href="#provenance">Provenance</a></li>
      </ul></nav>
      </header>
      <main>
      \(body)</main>
      <footer><p class="muted small">Made by whorl \(toolVersion). Likeness of style is evidence and not proof of \
      origin.</p></footer>
      </body>
      </html>

      """
    return page.markup
  }

  /// The suspects up to which each has its verdict in words at the top.
  static let cardLimit = 3

  private var pageTitle: String {
    guard let only = suspects.first, suspects.count == 1 else { return "Comparison of model outputs" }
    return "Who wrote \(DisplayWidth.shortened(PrintableText.of(only.name), to: 80))?"
  }

  private var summary: String {
    "\(CountText.of(suspects.count, "suspect")), \(CountText.of(references.count, "reference")), "
      + "\(CountText.of(comparisonCount, "comparison"))."
  }

  private var verdictSection: HTMLFragment {
    var section: HTMLFragment = "<section id=\"verdict\" aria-labelledby=\"verdict-title\">\n"
    section += "<h2 id=\"verdict-title\">Verdict</h2>\n"
    section += failuresCard
    if suspects.isEmpty { section += "<p>No suspect could be compared.</p>\n" }
    var cards: HTMLFragment = ""
    for suspect in suspects where suspects.count <= Self.cardLimit {
      let style = suspect.verdict.kind == .match || suspect.verdict.kind == .cluster ? "card pro" : "card"
      cards += """
        <div class="\(style)">
        <p>\(suspects.count > 1 ? "\(suspect.name): " : "")\(VerdictProse.headline(suspect.verdict))</p>
        <p>\(VerdictProse.meaning(suspect, question: parameters.question))</p>
        </div>

        """
    }
    if cards.size > 0 { section += "<div class=\"cards\">\n\(cards)</div>\n" }
    if suspects.count > Self.cardLimit { section += verdictTable }
    return "\(section)</section>\n"
  }

  private var policyLink: HTMLFragment {
    policy.rules.isEmpty ? "" : "<li><a href=\"#policy\">Policy</a></li>"
  }

  /// What could not be compared: nobody should take the rest for the whole.
  private var failuresCard: HTMLFragment {
    guard !failures.isEmpty else { return "" }
    let items = failures.map { failure -> HTMLFragment in
      "<li>\(failure.role.rawValue) <strong>\(failure.name)</strong>: \(failure.message)</li>\n"
    }
    return """
      <div class="card contra"><p>\(CountText.of(failures.count, "input")) could not be compared in full</p>
      <ul>
      \(HTMLFragment(items))</ul></div>

      """
  }

  private var verdictTable: HTMLFragment {
    let counts = verdictCounts.map { "\($0.count) \(Self.words($0.kind))" }.joined(separator: ", ")
    let rows = suspects.enumerated().map { index, suspect -> HTMLFragment in
      let best = suspect.comparisons.first
      return """
        <tr><th scope="row" class="name"><a href="#s\(index)">\(suspect.name)</a></th>\
        <td>\(VerdictProse.headline(suspect.verdict))</td><td>\(best?.reference ?? "–")</td>\
        <td class="num">\(NumberText.signed(best?.log10LR, 1))</td>\
        <td class="num">\(NumberText.grouped(suspect.documents))</td></tr>

        """
    }
    return """
      <p>Of \(CountText.of(suspects.count, "suspect")): \(counts).</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Verdicts">
      <table class="wide-table">
      <thead><tr><th scope="col">Suspect</th><th scope="col">Verdict</th><th scope="col">Best reference</th>\
      <th scope="col" class="num">log10 LR</th><th scope="col" class="num">Documents</th></tr></thead>
      <tbody>
      \(HTMLFragment(rows))</tbody>
      </table>
      </div>

      """
  }

  private var policySection: HTMLFragment {
    guard !policy.rules.isEmpty else { return "" }
    let headline =
      switch status {
      case .none, .passed: "The policy holds"
      case .breached: "The policy is breached"
      case .inconclusive: "The policy asks for a decision that cannot be made"
      case .failed: "The policy could not be checked in full, because an input failed"
      }
    let style = status == .passed ? "card pro" : "card contra"
    func list(_ title: String, _ items: [HTMLFragment]) -> HTMLFragment {
      guard !items.isEmpty else { return "" }
      let entries = HTMLFragment(items.map { "<li>\($0)</li>\n" })
      return "<h3>\(title)</h3>\n<ul>\n\(entries)</ul>\n"
    }
    func line(_ violation: PolicyViolation) -> HTMLFragment {
      "<strong>\(violation.suspect)</strong>: \(violation.message)"
    }
    return """
      <section id="policy" aria-labelledby="policy-title">
      <h2 id="policy-title">Policy</h2>
      <div class="\(style)"><p>\(headline)</p></div>
      \(list("What fails", policy.violations.map(line)))\
      \(list("Warnings", policy.warnings.map(line)))\
      \(list("Known from the baseline, and no worse", policy.known.map(line)))\
      \(list("Rules in force", policy.rules.map { "\($0)" }))</section>

      """
  }

  static func words(_ kind: Verdict.Kind) -> String {
    switch kind {
    case .match: "match"
    case .cluster: "cluster"
    case .inconclusive: "inconclusive"
    case .none: "none of the references"
    case .outOfDomain: "out of domain"
    }
  }
}
