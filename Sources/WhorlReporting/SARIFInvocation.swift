/// How a run went, as SARIF 2.1.0 has it: readers take a log without results for a clean one, unless it says what
/// could not be done.
struct SARIFInvocation {
  /// What failed, so that results may be missing.
  let errors: [String]
  /// What else is worth knowing, such as results that there was no room for.
  let warnings: [String]

  /// The value of `invocations`.
  var json: JSONValue {
    .array([
      .object([
        ("executionSuccessful", .boolean(errors.isEmpty)),
        (
          "toolExecutionNotifications",
          .array(
            errors.map { Self.notification("error", $0) } + warnings.map { Self.notification("warning", $0) })
        ),
      ])
    ])
  }

  private static func notification(_ level: String, _ text: String) -> JSONValue {
    .object([
      ("level", .string(level)), ("message", .object([("text", .string(PrintableText.of(text)))])),
    ])
  }
}
