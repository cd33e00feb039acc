import WhorlKit

extension MatchReport {
  /// The report as `whorl.match/1`, specified by `docs/schemas/match.schema.json`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.match/1")),
      ("tool", .string("whorl \(toolVersion)")),
      (
        "suspect",
        .object([
          ("name", .string(suspect)), ("documents", .count(summary.documents)),
          ("shorterThanShingle", .count(summary.short)), ("wordless", .count(summary.wordless)),
          ("onlyPrompt", .count(summary.echoes)), ("inputs", .array(inputs.map(\.json))),
        ])
      ),
      (
        "thresholds",
        .object([
          ("jaccard", .number(thresholds.jaccard)), ("containment", .number(thresholds.containment)),
          ("run", .count(thresholds.run)), ("commonShare", .number(thresholds.commonShare)),
          ("indexJaccard", .number(indexThreshold)),
        ])
      ),
      ("summary", row(summary.total)),
      (
        "references",
        .array(
          zip(references, summary.references).map { reference, counts in
            guard case .object(let members) = row(counts) else { return .null }
            return .object(
              [
                ("name", .string(reference.name)), ("documents", .count(reference.documents)),
                ("textKept", .boolean(reference.keepsText)),
              ] + members)
          })
      ),
      ("samePrompt", samePrompt.map(Self.json) ?? .null),
      ("documents", .array(documents.map(json))),
      ("unverifiedCandidates", .count(summary.unverified)),
      ("caveats", .array(caveats.map(JSONValue.string))),
    ]).text()
  }

  private func row(_ row: CopiedTextSummary.Row) -> JSONValue {
    let kinds = zip(CopiedTextKind.allCases, row.documents).map { kind, count in
      (kind.rawValue, JSONValue.count(count))
    }
    let share = summary.documents > 0 ? Double(row.matching) / Double(summary.documents) : 0
    return .object([
      ("matching", .count(row.matching)), ("share", .number(share)), ("byKind", .object(kinds)),
      ("commonOnly", .count(row.common)),
    ])
  }

  private func json(_ document: MatchReportDocument) -> JSONValue {
    let finding = document.finding
    return .object([
      ("id", .optional(finding.id)), ("position", .count(finding.position)),
      ("source", .string(document.source)), ("line", .count(document.line)),
      ("words", .count(finding.words)), ("promptWords", .count(finding.echoedWords)),
      ("kind", .optional(finding.kind?.rawValue)),
      (
        "matches",
        .array(zip(finding.matches, document.excerpts).map { json($0, excerpts: $1) })
      ),
      ("furtherMatches", .count(finding.furtherMatches)),
      ("unverifiedCandidates", .count(finding.unverified)),
    ])
  }

  private func json(
    _ match: CopiedTextMatch, excerpts: [MatchReportDocument.Excerpt]
  ) -> JSONValue {
    let comparison = match.comparison
    return .object([
      ("reference", .string(references[match.reference].name)), ("id", .optional(match.id)),
      ("position", .count(match.position)), ("kind", .string(match.kind.rawValue)),
      ("verified", .boolean(comparison != nil)), ("common", .boolean(match.isCommon)),
      ("samePrompt", .boolean(match.sharesPrompt)), ("copies", .count(match.copies)),
      ("jaccard", .optional(comparison?.jaccard)),
      ("jaccardEstimate", .number(match.jaccardEstimate)),
      ("suspectContainment", .optional(comparison?.suspectContainment)),
      ("referenceContainment", .optional(comparison?.referenceContainment)),
      ("fingerprintShare", .number(match.seedShare)),
      ("sharedShingles", comparison.map { .count($0.sharedShingles) } ?? .null),
      ("longestRun", comparison.map { .count($0.longestRun) } ?? .null),
      ("distinctiveRun", match.distinctiveRun.map(JSONValue.count) ?? .null),
      (
        "passages",
        .array(
          zip(match.passages, excerpts).map { passage, excerpt in
            .object([
              ("suspect", Self.json(passage.suspectBytes, excerpt.suspect)),
              ("reference", Self.json(passage.referenceBytes, excerpt.reference)),
              ("words", .count(passage.words)), ("references", .count(passage.references)),
              ("common", .boolean(passage.isCommon)), ("weight", .number(passage.weight)),
              (
                "spans",
                .array(
                  passage.runs.map { run in
                    .object([
                      ("suspect", Self.json(run.suspect)), ("reference", Self.json(run.reference)),
                      ("words", .count(run.words)),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }

  private static func json(_ range: Range<Int>, _ text: String? = nil) -> JSONValue {
    .object(
      [("start", .count(range.lowerBound)), ("end", .count(range.upperBound))]
        + (text.map { [("text", .string($0))] } ?? []))
  }

  private static func json(_ evidence: SamePromptEvidence) -> JSONValue {
    .object([
      ("prompts", .count(evidence.prompts)), ("permutations", .count(evidence.permutations)),
      ("seed", .integer(evidence.seed)),
      (
        "references",
        .array(
          evidence.references.map { reference in
            .object([
              ("name", .string(reference.name)), ("sharedPrompts", .count(reference.sharedPrompts)),
              ("overlap", .number(reference.overlap)), ("expected", .number(reference.expected)),
              ("rareAnswers", .count(reference.rareAnswers)),
              ("rareShingles", .count(reference.rareFeatures)),
              ("pValue", .number(reference.pValue)), ("adjustedPValue", .number(reference.adjustedPValue)),
            ])
          })
      ),
    ])
  }
}

extension JSONValue {
  /// A count.
  static func count(_ value: Int) -> JSONValue { .integer(UInt64(max(value, 0))) }
}
