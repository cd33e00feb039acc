public import WhorlKit

/// Which documents of a data set come from references, as far as copied text tells.
public struct OriginReport: Sendable {
  /// The document's references, as its copied text supports them.
  private struct Origin {
    let document: MatchReportDocument
    let match: CopiedTextMatch
    /// All references that are supported equally, in the order of the matches.
    let references: [String]
  }

  /// By how much of Jaccard similarity a reference must lead to be named alone.
  private static let margin = 0.05

  private let references: [String]
  private let summary: CopiedTextSummary
  private let documents: [MatchReportDocument]

  /// A report.
  ///
  /// - Parameter documents: Those with a match, in the order of the input.
  public init(references: [String], summary: CopiedTextSummary, documents: [MatchReportDocument]) {
    self.references = references
    self.summary = summary
    self.documents = documents
  }

  /// A line of JSON for every document: `position`, `id`, `reference` (null where copied text supports
  /// none, or several), `references`, `kind`, `jaccard`, `run`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func scanLines() throws -> String {
    var lines: [String] = []
    var next = 0
    for origin in documents.map(origin) {
      let (document, found) = origin
      while next < document.finding.position {
        lines.append(#"{"position": \#(next), "reference": null}"#)
        next += 1
      }
      next = document.finding.position + 1
      guard let found else {
        lines.append(#"{"position": \#(document.finding.position), "reference": null}"#)
        continue
      }
      let comparison = found.match.comparison
      lines.append(
        try JSONValue.object([
          ("position", .count(document.finding.position)), ("id", .optional(document.finding.id)),
          ("reference", found.references.count == 1 ? .string(found.references[0]) : .null),
          ("references", .array(found.references.map(JSONValue.string))),
          ("kind", .string(found.match.kind.rawValue)), ("verified", .boolean(comparison != nil)),
          ("jaccard", .number(comparison?.jaccard ?? found.match.jaccardEstimate)),
          ("run", comparison.map { .count($0.longestRun) } ?? .null),
          ("referenceID", .optional(found.match.id)),
        ]).text().split(separator: "\n").map { String($0.drop { $0 == " " }) }.joined(separator: " "))
    }
    while next < summary.documents {
      lines.append(#"{"position": \#(next), "reference": null}"#)
      next += 1
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The references with the documents that come from them.
  func value() throws -> JSONValue {
    let found = documents.compactMap { origin($0).1 }
    return .object([
      ("documents", .count(summary.documents)), ("attributed", .count(found.count)),
      (
        "references",
        .array(
          references.map { name in
            let own = found.filter { $0.references == [name] }
            return .object([
              ("name", .string(name)), ("documents", .count(own.count)),
              (
                "positions", .array(own.map { .count($0.document.finding.position) })
              ),
            ])
          })
      ),
      (
        "ambiguous",
        .array(found.filter { $0.references.count > 1 }.map { .count($0.document.finding.position) })
      ),
    ])
  }

  func lines(width: Int, isColored: Bool, documents count: Int) -> [String] {
    let found = documents.compactMap { origin($0).1 }
    var table = TextTable([("Comes from", .left), ("documents", .right), ("share", .right)])
    func append(_ name: String, _ own: Int) {
      table.append([
        PrintableText.of(name), NumberText.grouped(UInt64(own)),
        NumberText.percent(count > 0 ? Double(own) / Double(count) : 0),
      ])
    }
    for name in references { append(name, found.count { $0.references == [name] }) }
    append("several equally", found.count { $0.references.count > 1 })
    append("not told by copied text", count - found.count)
    let rows = table.lines(width: width)
    return [ANSIStyle.bold.apply(rows[0], isColored: isColored)] + rows.dropFirst()
  }

  /// The references that a document's copied text supports: those with a match that is not common, as
  /// strong as the strongest one.
  private func origin(_ document: MatchReportDocument) -> (MatchReportDocument, Origin?) {
    let matches = document.finding.matches.filter { !$0.isCommon }
    guard let best = matches.first else { return (document, nil) }
    let equals = matches.filter { match in
      match.kind == best.kind
        && Self.similarity(match) >= Self.similarity(best) - (best.kind == .exact ? 0 : Self.margin)
    }
    return (
      document,
      Origin(document: document, match: best, references: equals.map { references[$0.reference] })
    )
  }

  private static func similarity(_ match: CopiedTextMatch) -> Double {
    match.comparison?.jaccard ?? match.jaccardEstimate
  }
}
