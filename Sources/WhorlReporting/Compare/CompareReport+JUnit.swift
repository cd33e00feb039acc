import WhorlKit

extension CompareReport {
  /// The report as JUnit XML, in the shape that Jenkins, GitLab and GitHub's test reporters read: a suite
  /// a suspect, a test case a comparison. What breaches the policy is a failure of the comparisons it
  /// concerns, or of the best one; a suspect that could not be compared is one case with an error.
  public func junit() -> String {
    var body = ""
    var totals = (tests: 0, failures: 0, errors: 0, skipped: 0)
    for suspect in suspects {
      let cases = suspect.comparisons.enumerated().map { index, comparison in
        JUnitCase(comparison, of: suspect, isBest: index == 0, policy: policy)
      }
      let counts = (
        tests: cases.count, failures: cases.count { $0.outcome == .failed },
        skipped: cases.count { $0.outcome == .skipped }
      )
      totals.tests += counts.tests
      totals.failures += counts.failures
      totals.skipped += counts.skipped
      body +=
        "  <testsuite name=\"\(MarkupText.of(suspect.name))\" tests=\"\(counts.tests)\" "
        + "failures=\"\(counts.failures)\" errors=\"0\" skipped=\"\(counts.skipped)\" time=\"0\">\n"
      body += "    <properties>\n"
      for (name, value) in properties(suspect) {
        body += "      <property name=\"\(name)\" value=\"\(MarkupText.of(value))\"/>\n"
      }
      body += "    </properties>\n"
      for testCase in cases { body += testCase.xml }
      body += "  </testsuite>\n"
    }
    for failure in failures {
      totals.tests += 1
      totals.errors += 1
      let name = MarkupText.of(failure.name)
      let message = MarkupText.of(failure.message)
      body += """
          <testsuite name="\(name)" tests="1" failures="0" errors="1" skipped="0" time="0">
            <testcase classname="\(name)" name="\(failure.role.rawValue) could not be compared" time="0">
              <error type="\(failure.role.rawValue)" message="\(message)">\(message)</error>
            </testcase>
          </testsuite>

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="whorl compare" tests="\(totals.tests)" failures="\(totals.failures)" \
      errors="\(totals.errors)" skipped="\(totals.skipped)" time="0">
      \(body)</testsuites>

      """
  }

  private func properties(_ suspect: ComparedSuspect) -> [(String, String)] {
    var properties = [
      ("whorl.version", toolVersion), ("whorl.background", background?.name ?? "uncalibrated"),
      ("whorl.verdict", suspect.verdict.kind.rawValue),
      ("whorl.documents", String(suspect.documents)), ("whorl.tokens", String(suspect.tokens)),
    ]
    properties += suspect.inputs.map { ("whorl.input.sha256", "\($0.name) \($0.sha256)") }
    return properties
  }
}

/// One comparison as a test case.
private struct JUnitCase {
  enum Outcome { case passed, failed, skipped }

  let outcome: Outcome
  let xml: String

  init(_ comparison: ComparisonResult, of suspect: ComparedSuspect, isBest: Bool, policy: PolicyOutcome) {
    func concerns(_ violation: PolicyViolation) -> Bool {
      violation.suspect == suspect.name
        && (violation.references.contains(comparison.reference) || (isBest && violation.references.isEmpty))
    }
    let breaches = policy.violations.filter(concerns)
    let remarks = (policy.warnings + policy.known).filter(concerns)
    let findings =
      "verdict \(suspect.verdict.phrase); log10 LR \(comparison.ratioText), 95 % \(comparison.intervalText), "
      + "\(comparison.support); raw score \(NumberText.fixed(comparison.rawScore, 3))"
    let head =
      "    <testcase classname=\"\(MarkupText.of(suspect.name))\" name=\"\(MarkupText.of(comparison.reference))\" "
      + "time=\"0\">\n"
    var inside = ""
    if let first = breaches.first {
      outcome = .failed
      let text = breaches.map(\.message).joined(separator: "; ")
      inside =
        "      <failure type=\"\(first.rule.rawValue)\" message=\"\(MarkupText.of(text))\">"
        + "\(MarkupText.of("\(text); \(findings)"))</failure>\n"
    } else if let first = remarks.first {
      outcome = .skipped
      inside = "      <skipped message=\"\(MarkupText.of(first.message))\"/>\n"
    } else {
      outcome = .passed
    }
    inside += "      <system-out>\(MarkupText.of(findings))</system-out>\n"
    xml = head + inside + "    </testcase>\n"
  }
}
