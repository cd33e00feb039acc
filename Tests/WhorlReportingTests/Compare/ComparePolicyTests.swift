import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("A policy")
struct ComparePolicyTests {
  private static func report(
    _ kind: Verdict.Kind, _ ratios: [(reference: String, log10LR: Double?)] = [("a", 1)],
    documents: UInt64 = 20
  ) -> CompareReport {
    var report = InventedReport.small()
    report.failures = []
    report.suspects = [
      InventedReport.suspect(
        "s", ComparedVerdict(kind: kind, references: kind == .match ? ["a"] : [], reason: "so"), ratios,
        documents: documents)
    ]
    return report
  }

  @Test("that asks for nothing says nothing", arguments: Verdict.Kind.allCases)
  func empty(kind: Verdict.Kind) {
    #expect(ComparePolicy().outcome(of: Self.report(kind)) == PolicyOutcome())
  }

  @Test(
    "fails on the verdicts it names, and asks for a decision where there is none",
    arguments: [
      (Verdict.Kind.match, [Verdict.Kind.match], PolicyOutcome.Status.breached),
      (.match, [.cluster], .passed),
      (.cluster, [.match, .cluster], .breached), (.none, [.match], .passed), (.none, [.none], .breached),
      (.outOfDomain, [.match], .inconclusive), (.outOfDomain, [.outOfDomain], .breached),
      (.inconclusive, [.match], .inconclusive),
      (.inconclusive, [.match, .inconclusive], .breached), (.inconclusive, [], .none),
    ] as [(Verdict.Kind, [Verdict.Kind], PolicyOutcome.Status)])
  func verdicts(kind: Verdict.Kind, failOn: [Verdict.Kind], status: PolicyOutcome.Status) {
    #expect(ComparePolicy(failOn: failOn).outcome(of: Self.report(kind)).status == status)
  }

  @Test(
    "holds ratios against every threshold that fits a reference; a limit itself is allowed",
    arguments: [
      ("a", nil, 1.0, PolicyOutcome.Status.passed), ("a", nil, 0.99, .breached), ("a", 1.0, nil, .passed),
      ("a", 1.01, nil, .breached), ("*", nil, 0.5, .breached), ("b", nil, 0.0, .passed),
      ("?", -1.0, 0.0, .breached), ("A", nil, 0.0, .passed),
    ] as [(String, Double?, Double?, PolicyOutcome.Status)])
  func thresholds(pattern: String, minimum: Double?, maximum: Double?, status: PolicyOutcome.Status) {
    let policy = ComparePolicy(thresholds: [
      ComparePolicy.Threshold(references: NamePattern(pattern), minimum: minimum, maximum: maximum)
    ])
    let outcome = policy.outcome(of: Self.report(.none))
    #expect(outcome.status == status)
    #expect(outcome.violations.allSatisfy { $0.references == ["a"] && $0.value == 1 })
  }

  @Test(
    "treats what cannot be decided as it is told to",
    arguments: [
      (ComparePolicy.InconclusiveHandling.fail, PolicyOutcome.Status.inconclusive, 1, 0),
      (.warn, .passed, 0, 1), (.pass, .passed, 0, 0),
    ] as [(ComparePolicy.InconclusiveHandling, PolicyOutcome.Status, Int, Int)])
  func inconclusive(
    handling: ComparePolicy.InconclusiveHandling, status: PolicyOutcome.Status, violations: Int, warnings: Int
  ) {
    let undecided = [
      (ComparePolicy(failOn: [.match], inconclusive: handling), Self.report(.inconclusive)),
      (
        ComparePolicy(
          thresholds: [ComparePolicy.Threshold(references: NamePattern("a"), maximum: 1)],
          inconclusive: handling), Self.report(.none, [("a", nil)])
      ),
      (ComparePolicy(minimumDocuments: 21, inconclusive: handling), Self.report(.match)),
      (ComparePolicy(minimumTokens: 2001, inconclusive: handling), Self.report(.match)),
    ]
    for (policy, report) in undecided {
      let outcome = policy.outcome(of: report)
      #expect(outcome.status == status)
      #expect(outcome.violations.count == violations && outcome.warnings.count == warnings)
    }
  }

  @Test("decides nothing on less text than it asks for, not even against")
  func tooLittle() {
    let policy = ComparePolicy(failOn: [.match], minimumDocuments: 21)
    let outcome = policy.outcome(of: Self.report(.match))
    #expect(outcome.violations.map(\.rule) == [.minimumEvidence])
    #expect(
      ComparePolicy(failOn: [.match], minimumDocuments: 20).outcome(of: Self.report(.match)).status
        == .breached)
  }

  @Test("a breach outweighs what is inconclusive")
  func both() {
    var report = Self.report(.inconclusive)
    report.suspects += Self.report(.match).suspects
    report.suspects[1].name = "t"
    let outcome = ComparePolicy(failOn: [.match]).outcome(of: report)
    #expect(outcome.status == .breached)
    #expect(outcome.violations.map(\.suspect) == ["s", "t"])
  }

  @Test(
    "limits rates and their changes in either direction",
    arguments: [
      (0.10, 0.04, 0.05, nil, PolicyOutcome.Status.breached), (0.04, 0.10, 0.05, nil, .breached),
      (0.10, 0.06, 0.05, nil, .passed), (0.10, 0.10, nil, 0.05, .breached), (0.05, 0.5, nil, 0.05, .passed),
    ] as [(Double, Double, Double?, Double?, PolicyOutcome.Status)])
  func rates(suspect: Double, reference: Double, change: Double?, most: Double?, status: PolicyOutcome.Status)
  {
    var report = Self.report(.none)
    report.suspects[0].comparisons[0].rateGaps = [
      RateGap(pack: "refusal", suspectRate: suspect, referenceRate: reference)
    ]
    let policy = ComparePolicy(rates: [
      ComparePolicy.RateLimit(pack: "refusal", maximumChange: change, maximumRate: most)
    ])
    #expect(policy.outcome(of: report).status == status)
  }

  @Test(
    "patterns stand for names as a shell's do",
    arguments: [
      ("claude-*", "claude-3", true), ("claude-*", "claude-", true), ("claude-*", "xclaude-3", false),
      ("*", "", true), ("?", "é", true), ("?", "", false), ("a*b*c", "aXbYbc", true),
      ("a*b*c", "aXbYb", false),
      ("**", "x", true), ("[a]", "[a]", true), ("[a]", "a", false), ("", "", true), ("", "x", false),
    ])
  func patterns(pattern: String, name: String, matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }

  @Test("a pattern of many stars ends soon")
  func manyStars() {
    let pattern = NamePattern(String(repeating: "*a", count: 50) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
  }
}
