import WhorlKit

extension CompareReport {
  /// The report as SARIF 2.1.0 (OASIS Standard, 2020): violations as errors, warnings as warnings, findings of
  /// rules at the line of their record, comparisons as informational results. The run's notifications say what failed and what was cut.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func sarif() throws -> String {
    let results = SARIFResults(self)
    let invocation = SARIFInvocation(
      errors: failures.map { "\($0.role.rawValue) \($0.name): \($0.message)" },
      warnings: results.cut == 0
        ? []
        : [
          "\(results.cut) of \(results.cut + results.values.count) results are left out: this file keeps to "
            + "the limits of code scanning; the JSON report has them all"
        ])
    return try JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver(results.rules))])),
            ("invocations", invocation.json),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results.values)),
            (
              "properties",
              .object([
                ("headline", .string(headline)),
                ("vocabularyDigest", .string(vocabulary.digest)),
                ("backgroundDigest", .optional(background?.digest)),
                ("resultsLeftOut", .integer(UInt64(results.cut))),
              ])
            ),
          ])
        ])
      ),
    ]).text()
  }

  private func driver(_ rules: [SARIFResults.Rule]) -> JSONValue {
    .object([
      ("name", .string("whorl")), ("version", .string(toolVersion)),
      (
        "rules",
        .array(
          rules.map { rule in
            .object(
              [
                ("id", .string(rule.id)),
                (
                  "shortDescription", .object([("text", .string(PrintableText.of(rule.description)))])
                ),
              ] + (rule.level.map { [("defaultConfiguration", .object([("level", .string($0))]))] } ?? []))
          })
      ),
    ])
  }
}
