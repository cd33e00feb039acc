import WhorlKit

extension CompareReport {
  /// The report as SARIF 2.1.0 (OASIS Standard, 2020): violations as errors, warnings as warnings,
  /// comparisons as informational results. The run's notifications say what failed and what was cut.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which no score is.
  public func sarif() throws -> String {
    let results = SARIFResults(self)
    var notifications = failures.map { failure in
      Self.notification("error", "\(failure.role.rawValue) \(failure.name): \(failure.message)")
    }
    if results.cut > 0 {
      notifications.append(
        Self.notification(
          "warning",
          "\(results.cut) of \(results.cut + results.values.count) results are left out: this file keeps to "
            + "the limits of code scanning; the JSON report has them all"))
    }
    return try JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver)])),
            (
              "invocations",
              .array([
                .object([
                  ("executionSuccessful", .boolean(failures.isEmpty)),
                  ("toolExecutionNotifications", .array(notifications)),
                ])
              ])
            ),
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

  private var driver: JSONValue {
    .object([
      ("name", .string("whorl")), ("version", .string(toolVersion)),
      (
        "rules",
        .array(
          SARIFResults.ruleIDs.map { id in
            .object([
              ("id", .string(id)),
              ("shortDescription", .object([("text", .string(Self.description(ofRule: id)))])),
            ])
          })
      ),
    ])
  }

  private static func description(ofRule id: String) -> String {
    guard let rule = PolicyViolation.Rule.allCases.first(where: { "policy/\($0.rawValue)" == id }) else {
      return "How alike a suspect's and a reference's outputs are"
    }
    return switch rule {
    case .verdict: "The verdict on a suspect is one that the policy fails on"
    case .log10LR: "A likelihood ratio is outside the bounds of the policy"
    case .rateChange: "A rate of rule hits differs from a reference's by more than the policy allows"
    case .rate: "A rate of rule hits is higher than the policy allows"
    case .minimumEvidence: "A suspect has less text than the policy asks for"
    case .inconclusive: "The policy asks for a decision that cannot be made"
    }
  }

  private static func notification(_ level: String, _ text: String) -> JSONValue {
    .object([
      ("level", .string(level)), ("message", .object([("text", .string(PrintableText.of(text)))])),
    ])
  }
}
