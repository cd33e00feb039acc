import WhorlKit

extension LineageReport {
  /// The report as `whorl.evaluate/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    func corpora(_ corpora: [EvaluatedCorpus]) -> JSONValue { .array(corpora.map(\.json)) }
    return try JSONValue.object([
      ("schema", .string("whorl.evaluate/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("protocol", .string("lineage")),
      ("method", .string("sources ranked for each suspect, its own model left out")),
      (
        "background",
        .object([
          ("name", .string(background.name)), ("digest", .string(background.digest)),
          ("models", .integer(UInt64(background.models.count))),
        ])
      ),
      ("seed", .integer(seed)),
      ("resamples", .integer(UInt64(replicates))),
      ("references", corpora(references)),
      ("suspects", corpora(suspects)),
      (
        "verdicts",
        verdicts.map { verdicts in
          .object([
            ("supported", .integer(UInt64(verdicts.supported))),
            ("supportedRight", .integer(UInt64(verdicts.right))),
            ("rankingOnly", .integer(UInt64(verdicts.rankingOnly))),
            ("noVerdict", .integer(UInt64(verdicts.none))),
          ])
        } ?? .null
      ),
      ("notes", .array(notes.map { .string($0) })),
      ("results", .array(rows.map(json))),
    ]).text()
  }

  private func json(_ row: Row) -> JSONValue {
    let measures = row.measures
    let estimates = [
      ("top1", measures.top1), ("mrr", measures.reciprocalRank), ("macroRecall", measures.macroRecall),
    ]
    return .object(
      [
        ("protocol", .string("lineage")), ("kind", .string(row.kind.rawValue)),
        ("ranking", .string(row.ranking.rawValue)), ("suspects", .integer(UInt64(measures.suspects))),
      ] + estimates.map { ($0.0, .number($0.1.value)) } + [
        (
          "intervals",
          .object(
            estimates.map { name, estimate in
              (
                name,
                estimate.interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
              )
            })
        ),
        (
          "families",
          .array(
            measures.families.map { family in
              .object([
                ("name", .string(family.family)), ("suspects", .integer(UInt64(family.suspects))),
                ("right", .integer(UInt64(family.right))),
              ])
            })
        ),
        (
          "rankings",
          .array(
            row.rankings.map { ranking in
              .object([
                ("suspect", .string(ranking.suspect)),
                ("first", .optional(ranking.candidates.first?.name)),
                ("rank", ranking.rank.map { .integer(UInt64($0)) } ?? .null),
                ("candidates", .integer(UInt64(ranking.candidates.count))),
              ])
            })
        ),
      ])
  }
}

extension EvaluatedCorpus {
  /// A model of the report as JSON.
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("documents", .integer(UInt64(documents))),
      ("tokens", .integer(UInt64(tokens))), ("inputs", .array(inputs.map { .string($0) })),
      ("background", .optional(seenAs)), ("isTypical", isTypical.map { .boolean($0) } ?? .null),
    ])
  }
}
