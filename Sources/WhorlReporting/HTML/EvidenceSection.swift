import WhorlKit

/// The evidence of a page: for each suspect its comparisons, and of the best ones all that is known.
struct EvidenceSection {
  /// The bytes that a page may take.
  private static let pageSize = 1_900_000
  /// The comparisons of a suspect that are listed.
  private static let listed = 8
  /// The comparisons of a suspect that are shown in full, if there is room.
  private static let detailed = 3

  private let report: CompareReport
  private let strip: EvidenceStrip
  private let otherSize: Int

  /// The evidence of `report`, for a page whose other sections take `otherSize` bytes.
  init(_ report: CompareReport, strip: EvidenceStrip, otherSize: Int) {
    self.report = report
    self.strip = strip
    self.otherSize = otherSize
  }

  /// The section.
  var markup: HTMLFragment {
    guard !report.suspects.isEmpty else { return "" }
    let (details, leftOut) = details
    let articles = report.suspects.enumerated().map { index, suspect in
      article(suspect, index: index, details: details[index])
    }
    let note: HTMLFragment =
      leftOut > 0
      ? """
      <p class="muted">Details of \(CountText.of(leftOut, "comparison")) are left out to keep this page small: the \
      JSON report holds them.</p>

      """ : ""
    return """
      <section id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">Evidence</h2>
      \(scale)\(note)\(HTMLFragment(articles))</section>

      """
  }

  /// How to read the numbers; nothing where there are no ratios.
  private var scale: HTMLFragment {
    guard report.background != nil else { return "" }
    let proposition = LikenessProposition(named: report.parameters.question)
    return """
      <p>A log10 LR of +2 means that the likeness is 100 times more probable \(proposition.alternatives); -2, the \
      reverse. The line is the 95 % interval over the suspect's documents.</p>

      """
  }

  /// The details of each suspect's best comparisons: every suspect's best first, then every second, as long as
  /// there is room.
  private var details: (bySuspect: [[HTMLFragment]], leftOut: Int) {
    var bySuspect = report.suspects.map { _ in [HTMLFragment]() }
    var size =
      otherSize
      + report.suspects.indices.reduce(0) {
        $0 + article(report.suspects[$1], index: $1, details: []).size
      }
    var leftOut = 0
    for rank in 0..<Self.detailed {
      for (index, suspect) in report.suspects.enumerated() where suspect.comparisons.count > rank {
        let isOpen = rank == 0 && report.suspects.count <= CompareReport.cardLimit
        let detail = ComparisonDetail(suspect.comparisons[rank], strip: strip, isOpen: isOpen).markup
        guard size + detail.size <= Self.pageSize else {
          leftOut += 1
          continue
        }
        size += detail.size
        bySuspect[index].append(detail)
      }
    }
    return (bySuspect, leftOut)
  }

  private func article(_ suspect: ComparedSuspect, index: Int, details: [HTMLFragment]) -> HTMLFragment {
    var facts =
      "\(CountText.of(suspect.documents, "document")), \(CountText.of(suspect.tokens, "token"))"
    if suspect.skipped.total > 0 { facts += ", \(NumberText.grouped(suspect.skipped.total)) skipped" }
    var notes: HTMLFragment = ""
    for note in notesOf(suspect) { notes += "<p class=\"small\">\(note)</p>\n" }
    return """
      <article id="s\(index)" aria-labelledby="s\(index)-title">
      <h3 id="s\(index)-title">\(suspect.name)</h3>
      \(verdict(suspect))\
      <p class="muted small">\(facts).</p>
      \(notes)\(ratioTable(suspect))\(HTMLFragment(details))\(FindingsTable(suspect).markup)\
      \(typicality(suspect))</article>

      """
  }

  /// The verdict in words, where the page does not begin with it.
  private func verdict(_ suspect: ComparedSuspect) -> HTMLFragment {
    guard report.suspects.count > CompareReport.cardLimit else { return "" }
    return """
      <p><strong>\(VerdictProse.headline(suspect.verdict)).</strong> \
      \(VerdictProse.meaning(suspect, question: report.parameters.question))</p>

      """
  }

  private func notesOf(_ suspect: ComparedSuspect) -> [String] {
    var notes = SuspectNotes.of(suspect, references: report.references)
    if let calibration = suspect.calibration {
      if !calibration.excluded.isEmpty {
        notes.append(
          "Left out of the calibration, because they are part of this case: "
            + calibration.excluded.joined(separator: ", ") + ".")
      }
      if !calibration.kept.isEmpty {
        notes.append(
          "Part of this case and still in the calibration, which makes the ratios too good: "
            + calibration.kept.joined(separator: ", ") + ".")
      }
    }
    return notes
  }

  private func ratioTable(_ suspect: ComparedSuspect) -> HTMLFragment {
    let shown = suspect.comparisons.prefix(Self.listed)
    guard !shown.isEmpty else { return "" }
    let hasRatio = shown.contains { $0.log10LR != nil }
    let rows = shown.map { comparison -> HTMLFragment in
      let drawn =
        comparison.log10LR.map { strip.ratio($0, interval: comparison.interval) } ?? "no likelihood ratio"
      let number =
        hasRatio ? NumberText.signed(comparison.log10LR, 1) : NumberText.signed(comparison.rawScore, 1)
      return """
        <tr><th scope="row" class="name">\(comparison.reference)<br/><span class="muted small">\
        \(comparison.support)</span></th><td class="num">\(number)\(intervalText(comparison.interval))</td>\
        <td class="strip-cell">\(drawn)</td></tr>

        """
    }
    let more = suspect.comparisons.count - shown.count
    let caption: HTMLFragment =
      more > 0 ? "<caption>The best \(shown.count) of \(suspect.comparisons.count) references.</caption>" : ""
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="Ratios of \(suspect.name)">
      <table class="wide-table">\(caption)
      <thead><tr><th scope="col">Reference</th><th scope="col" class="num">\
      \(hasRatio ? "log10 LR (95 %)" : "Score")</th><th scope="col" class="strip-cell">\
      \(hasRatio ? strip.axis : "")</th></tr></thead>
      <tbody>
      \(HTMLFragment(rows))</tbody>
      </table>
      </div>

      """
  }

  private func intervalText(_ interval: ClosedRange<Double>?) -> HTMLFragment {
    guard let interval else { return "" }
    let text =
      interval.lowerBound == interval.upperBound
      ? "at the cap"
      : "\(NumberText.signed(interval.lowerBound, 1)) … \(NumberText.signed(interval.upperBound, 1))"
    return "<br/><span class=\"muted small\">\(text)</span>"
  }

  private func typicality(_ suspect: ComparedSuspect) -> HTMLFragment {
    guard !suspect.typicality.isEmpty else { return "" }
    let rows = suspect.typicality.map { one -> HTMLFragment in
      """
      <tr><th scope="row" class="name"><bdi>\(one.document)</bdi></th>\
      <td class="num">\(NumberText.signed(one.score, 1))</td>\
      <td><bdi>\(DisplayWidth.shortened(PassageInContext.oneLine(one.opening), to: 120))</bdi></td></tr>

      """
    }
    return """
      <details><summary>Most and least typical documents</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Typical documents of \(suspect.name)">
      <table>
      <caption>Scores of single documents, in nats, from most to least like the best reference. One document is \
      too little for a likelihood ratio.</caption>
      <thead><tr><th scope="col">Document</th><th scope="col" class="num">Score</th>\
      <th scope="col">Begins</th></tr></thead>
      <tbody>
      \(HTMLFragment(rows))</tbody>
      </table>
      </div>
      </details>

      """
  }
}
