import WhorlKit

/// What a page rests on: inputs with digests, versions, parameters.
struct ProvenanceSection {
  /// The input files of one corpus that are listed.
  private static let listed = 12

  private let report: CompareReport

  /// The section of `report`.
  init(_ report: CompareReport) { self.report = report }

  /// The section.
  var markup: HTMLFragment {
    let parameters = report.parameters
    var facts: [(String, HTMLFragment)] = [
      ("Tool", "whorl \(report.toolVersion)"),
      ("Question", "\(parameters.question)"),
      ("Channels", "\(parameters.channels)"),
      ("Intervals", "\(parameters.resamples) resamples, seed \(String(parameters.seed))"),
      ("Vocabulary", asset(report.vocabulary)),
      ("Background", report.background.map(asset) ?? "none: scores are uncalibrated"),
    ]
    if !parameters.packs.isEmpty {
      facts.append(("Rule packs", HTMLFragment(parameters.packs.map { "<div>\(asset($0))</div>" })))
    }
    if let project = parameters.project { facts.append(("Project file", asset(project))) }
    if let baseline = report.policy.baseline { facts.append(("Baseline", "\(baseline)")) }
    let rows = facts.map { name, value -> HTMLFragment in
      "<tr><th scope=\"row\">\(name)</th><td class=\"digests\">\(value)</td></tr>\n"
    }
    return """
      <section id="provenance" aria-labelledby="provenance-title">
      <h2 id="provenance-title">Provenance</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Versions and parameters">
      <table>
      <tbody>
      \(HTMLFragment(rows))</tbody>
      </table>
      </div>
      <h3>Inputs</h3>
      <div class="scroll" tabindex="0" role="region" aria-label="Inputs">
      <table class="wide-table">
      <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col" class="num">Documents</th>\
      <th scope="col">Files, with SHA-256</th></tr></thead>
      <tbody>
      \(HTMLFragment(report.suspects.map { row($0.name, "suspect", $0.documents, $0.inputs) }))\
      \(HTMLFragment(report.references.map { row($0.name, "reference", $0.documents, $0.inputs) }))</tbody>
      </table>
      </div>
      </section>

      """
  }

  private func asset(_ asset: AssetIdentity) -> HTMLFragment {
    "\(asset.name)<br/><code class=\"digest\">\(asset.digest)</code>"
  }

  private func row(
    _ name: String, _ role: String, _ documents: UInt64, _ inputs: [FingerprintHeader.InputDigest]
  ) -> HTMLFragment {
    var files: HTMLFragment = ""
    for input in inputs.prefix(Self.listed) {
      files += "\(input.name) <code class=\"digest\">\(input.sha256)</code><br/>"
    }
    if inputs.count > Self.listed { files += "and \(inputs.count - Self.listed) more" }
    if inputs.isEmpty { files += "–" }
    return """
      <tr><th scope="row" class="name">\(name)</th><td>\(role)</td>\
      <td class="num">\(NumberText.grouped(documents))</td><td class="digests">\(files)</td></tr>

      """
  }
}
