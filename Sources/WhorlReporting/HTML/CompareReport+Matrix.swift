import WhorlKit

extension CompareReport {
  /// All comparisons as a heat map: a row a suspect, a column a reference, in each cell the log₁₀ LR.
  var matrixSection: HTMLFragment {
    guard !suspects.isEmpty, !references.isEmpty else { return "" }
    let heads = references.map { reference -> HTMLFragment in
      let shown = DisplayWidth.shortenedInside(PrintableText.of(reference.name), to: 26)
      // The whole name where it was cut.
      return shown == reference.name
        ? "<th scope=\"col\">\(shown)</th>"
        : "<th scope=\"col\" title=\"\(reference.name)\">\(shown)</th>"
    }
    let style = references.count > 24 ? "heat dense" : references.count > 8 ? "heat" : "heat roomy"
    return """
      <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">All comparisons</h2>
      <p>\(matrixMeaning)</p>
      \(background == nil ? "" : Self.key)<div class="scroll" tabindex="0" role="region" aria-label="Heat map of all comparisons">
      <table class="\(style)">
      <thead><tr><td></td>\(HTMLFragment(heads))</tr></thead>
      <tbody>
      \(HTMLFragment(suspects.enumerated().map { row($1, index: $0) }))</tbody>
      </table>
      </div>
      </section>

      """
  }

  private var matrixMeaning: String {
    guard background != nil else {
      return
        "Uncalibrated score of each suspect (row) against each reference (column): the larger, the more alike."
    }
    let hasGaps = suspects.contains { $0.comparisons.contains { $0.log10LR == nil } }
    return
      "log10 LR of each suspect (row) against each reference (column). Colour and words follow the verbal "
      + "scale; the references that a verdict names are underlined."
      + (hasGaps ? " A dash stands where no ratio can be given." : "")
  }

  private func row(_ suspect: ComparedSuspect, index: Int) -> HTMLFragment {
    let byName = Dictionary(
      suspect.comparisons.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
    let named = Set(suspect.verdict.references)
    var cells: HTMLFragment = ""
    for reference in references {
      guard let comparison = byName[reference.name] else {
        cells += "<td>–</td>"
        continue
      }
      let mark: HTMLFragment = named.contains(reference.name) ? " named" : ""
      if let ratio = comparison.log10LR {
        let level = HeatLevel(ratio).index
        cells += "<td class=\"h\(level)\(mark)\">\(NumberText.signed(ratio, 1))</td>"
      } else if background != nil {
        cells += "<td class=\"h6\(mark)\">–</td>"
      } else {
        cells += "<td class=\"h6\(mark)\">\(NumberText.signed(comparison.rawScore, 0))</td>"
      }
    }
    return """
      <tr><th scope="row"><a href="#s\(index)">\(suspect.name)</a></th>\(cells)</tr>

      """
  }

  /// What the colours mean.
  private static let key: HTMLFragment = {
    let steps = EvidenceScale.Strength.allCases
    var entries: [HTMLFragment] = []
    for index in [2, 3, 4, 5, 6, 7, 8, 9, 10] {
      let strength = steps[abs(index - 6)]
      let sign = index < 6 ? "against" : "for"
      let words =
        index == 6 ? "no support either way" : "\(strength.words.replacing(" support", with: "")) \(sign)"
      let least = NumberText.fixed(strength.leastLog10LR, 1)
      let sample = index == 6 ? "0" : index < 6 ? "-\(least)" : "+\(least)"
      entries.append("<li><span class=\"h\(index)\">\(sample)</span>\(words)</li>\n")
    }
    return "<ul class=\"key\" aria-label=\"Colours of the heat map\">\n\(HTMLFragment(entries))</ul>\n"
  }()
}
