import RulePacks
import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("Findings of rules")
struct RuleFindingsTests {
  private static let texts: [(id: String?, text: String)] = (0..<40).map { index in
    (
      index % 3 == 0 ? nil : "r\(index)",
      index % 5 == 0 ? "a secret, perhaps" : index % 7 == 0 ? "" : "word \(index)"
    )
  }

  @Test("sums of parts are those of the whole, in any order and any division")
  func merge() {
    let whole = InventedFindings.findings(Self.texts)
    for cuts in [[1, 2, 3], [10, 20], [39], [13, 14]] {
      let bounds = [0] + cuts + [Self.texts.count]
      let parts = zip(bounds, bounds.dropFirst()).map { start, end in
        InventedFindings.findings(Array(Self.texts[start..<end]), firstLine: start + 1)
      }
      for order in [parts, parts.reversed()] {
        var sum = RuleFindings(InventedFindings.set, packs: ["ours"])
        for part in order { sum.merge(part) }
        #expect(sum.counts == whole.counts && sum.kept == whole.kept && sum.documents == whole.documents)
        #expect(sum.hits == whole.hits && sum.leftOut == 0)
      }
    }
  }

  @Test("counts are exact, and of each severity the first in the input are kept, however much there is")
  func limit() {
    let line = String(repeating: "secret ", count: 300)
    var sum = RuleFindings(InventedFindings.set, packs: ["ours"])
    for part in [4, 2, 0, 3, 1] {
      sum.merge(InventedFindings.findings([("\(part)", line)], firstLine: part + 1))
    }
    #expect(sum.hits == 3000 && sum.documents == 5)
    #expect(sum.counts.map(\.hits) == [1500, 0, 1500])
    #expect(sum.kept.count == 2 * RuleFindings.limit && sum.leftOut == 1000)
    #expect(sum.kept.first?.rule == "ours/loud" && sum.kept.last?.rule == "ours/any")
    let errors = sum.kept.filter { $0.severity == .error }
    #expect(errors.map(\.line) == (1...4).flatMap { [Int](repeating: $0, count: $0 < 4 ? 300 : 100) })
  }

  @Test("packs that nobody named are not reported")
  func packs() {
    let findings = RuleFindings(InventedFindings.set, packs: ["theirs"])
    #expect(findings.counts.isEmpty && findings.summary == "rules of theirs: no findings")
    #expect(
      InventedFindings.findings(Self.texts).summary == "rules: 8 errors, 8 warnings, 80 notes in 36 documents"
    )
  }

  @Test("a policy counts findings by rule and severity, and less text than it asks for does not hide them")
  func policy() {
    var report = InventedReport.small()
    report.suspects[0].findings = InventedFindings.findings(Self.texts)
    func limits(_ pattern: String, _ severity: RuleSeverity?, _ maximum: UInt64) -> PolicyOutcome {
      ComparePolicy(
        findings: [.init(rules: NamePattern(pattern), severity: severity, maximum: maximum)],
        minimumDocuments: 1000, inconclusive: .pass
      ).outcome(of: report)
    }
    #expect(limits("ours/loud", nil, 8).status == .passed)
    let breached = limits("ours/loud", nil, 7)
    #expect(breached.violations.map(\.value) == [8] && breached.violations[0].findings.count == 8)
    #expect(breached.violations[0].message == "there are 8 findings of ours/loud, and ours/loud may have 7")
    #expect(limits("*", .warning, 16).status == .passed && limits("*", .warning, 15).status == .breached)
    #expect(limits("*", nil, 89).status == .breached && limits("other/*", nil, 0).status == .passed)
  }

  @Test("a baseline knows findings one by one")
  func baseline() throws {
    func violation(_ ids: [String]) -> PolicyViolation {
      var report = InventedReport.small()
      report.suspects[0].findings = InventedFindings.findings(ids.map { ($0, "secret") })
      let policy = ComparePolicy(findings: [.init(rules: NamePattern("ours/loud"), maximum: 0)])
      return policy.outcome(of: report).violations[0]
    }
    let written = try PolicyBaseline(accepting: [violation(["a", "b"])]).json()
    let baseline = try PolicyBaseline(json: Array(written.utf8))
    #expect(baseline.accepts(violation(["a", "b"])) && baseline.accepts(violation(["b"])))
    #expect(!baseline.accepts(violation(["a", "c"])) && !baseline.accepts(violation(["a", "b", "c"])))
  }
}
