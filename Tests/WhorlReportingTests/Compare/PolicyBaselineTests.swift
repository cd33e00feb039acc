import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("A baseline")
struct PolicyBaselineTests {
  private static func violation(
    _ rule: PolicyViolation.Rule, references: [String] = ["a"], value: Double? = nil, subject: String = "",
    suspect: String = "s"
  ) -> PolicyViolation {
    PolicyViolation(
      rule: rule, suspect: suspect, references: references, value: value, subject: subject, message: "m")
  }

  @Test("accepts what it was made from, after a trip through its file")
  func trip() throws {
    let violations = [
      Self.violation(.log10LR, value: 2.25, subject: "max"), Self.violation(.verdict, subject: "match"),
      Self.violation(.minimumEvidence, references: [], value: 3, subject: "documents"),
      Self.violation(.inconclusive, references: [], subject: "inconclusive"),
    ]
    let baseline = try PolicyBaseline(json: Array(try PolicyBaseline(accepting: violations).json().utf8))
    #expect(violations.allSatisfy(baseline.accepts))
    #expect(baseline == PolicyBaseline(accepting: violations.reversed()))
    #expect(!PolicyBaseline(accepting: []).accepts(violations[0]))
  }

  @Test(
    "does not accept what is new or worse",
    arguments: [
      (violation(.log10LR, value: 2, subject: "max"), violation(.log10LR, value: 2.05, subject: "max"), true),
      (violation(.log10LR, value: 2, subject: "max"), violation(.log10LR, value: 1, subject: "max"), true),
      (violation(.log10LR, value: 2, subject: "max"), violation(.log10LR, value: 2.2, subject: "max"), false),
      (violation(.log10LR, value: 1, subject: "min"), violation(.log10LR, value: 0.8, subject: "min"), false),
      (violation(.log10LR, value: 1, subject: "min"), violation(.log10LR, value: 1.8, subject: "min"), true),
      (violation(.log10LR, value: 1, subject: "min"), violation(.log10LR, value: 1, subject: "max"), false),
      (
        violation(.log10LR, references: ["a"], value: 2, subject: "max"),
        violation(.log10LR, references: ["b"], value: 2, subject: "max"), false
      ),
      (
        violation(.verdict, references: ["a", "b"], subject: "cluster"),
        violation(.verdict, references: ["b"], subject: "cluster"), true
      ),
      (
        violation(.verdict, references: ["b"], subject: "cluster"),
        violation(.verdict, references: ["a", "b"], subject: "cluster"), false
      ),
      (violation(.verdict, subject: "match"), violation(.verdict, subject: "cluster"), false),
      (violation(.verdict, subject: "match"), violation(.verdict, subject: "match", suspect: "t"), false),
      (
        violation(.rateChange, value: 0.1, subject: "refusal"),
        violation(.rateChange, value: -0.1, subject: "refusal"), false
      ),
      (
        violation(.minimumEvidence, references: [], value: 5, subject: "documents"),
        violation(.minimumEvidence, references: [], value: 4, subject: "documents"), false
      ),
    ])
  func worse(accepted: PolicyViolation, found: PolicyViolation, isAccepted: Bool) {
    #expect(PolicyBaseline(accepting: [accepted]).accepts(found) == isAccepted)
  }

  @Test("what is known does not fail and is still told")
  func known() {
    let report = InventedReport.small()
    let policy = ComparePolicy(failOn: [.match])
    let outcome = policy.outcome(
      of: report, baseline: PolicyBaseline(accepting: policy.outcome(of: report).violations))
    #expect(outcome.status == .passed && outcome.violations.isEmpty)
    #expect(outcome.known.map(\.suspect) == ["new"])
  }

  @Test(
    "a file that is none is refused with what would help",
    arguments: [
      ("", "is no baseline"), ("[]", "is no baseline"), ("{}", "is no baseline"),
      (#"{"schema": "x/1", "accepted": []}"#, "'x/1'"),
      (
        #"{"schema":"whorl.baseline/1","accepted":[{"rule":"zz","suspect":"","references":[],"subject":""}]}"#,
        "'zz'"
      ),
    ])
  func malformed(text: String, part: String) {
    let error = #expect(throws: PolicyBaselineError.self) { try PolicyBaseline(json: Array(text.utf8)) }
    #expect(error?.description.contains(part) == true)
    #expect(error?.description.contains("--update-baseline") == true)
  }
}
