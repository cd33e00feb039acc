import WhorlKit

extension MatchReport {
  /// One line a match, by RFC 4180, with a header; lines end with CR LF.
  ///
  /// A text that a spreadsheet would take for a formula is preceded by an apostrophe.
  public func csv() -> String {
    var rows = [
      [
        "suspect_id", "suspect_position", "source", "line", "reference", "reference_id",
        "reference_position", "kind", "verified", "common", "same_prompt", "copies", "jaccard",
        "jaccard_estimate", "suspect_containment", "reference_containment", "longest_run",
        "distinctive_run", "passages",
      ]
    ]
    for document in documents {
      for match in document.finding.matches {
        let comparison = match.comparison
        rows.append([
          Self.cell(document.finding.id ?? ""), String(document.finding.position),
          Self.cell(document.source), String(document.line), Self.cell(references[match.reference].name),
          Self.cell(match.id ?? ""), String(match.position), match.kind.rawValue,
          String(comparison != nil), String(match.isCommon), String(match.sharesPrompt),
          String(match.copies), Self.cell(comparison?.jaccard), Self.cell(match.jaccardEstimate),
          Self.cell(comparison?.suspectContainment), Self.cell(comparison?.referenceContainment),
          comparison.map { String($0.longestRun) } ?? "", match.distinctiveRun.map { String($0) } ?? "",
          String(match.passages.count),
        ])
      }
    }
    return rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ value: Double?) -> String { value.map { NumberText.fixed($0, 4) } ?? "" }

  private static func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
