import RulePacks
import WhorlKit

@testable import WhorlReporting

/// Reports made of invented values.
enum InventedReport {
  static let digest = String(repeating: "0123456789abcdef", count: 4)

  /// Two suspects against two references, with what the policy says: one of everything that reports show.
  static func small() -> CompareReport {
    var report = CompareReport(
      toolVersion: "1.2.3", vocabulary: AssetIdentity(name: "words", digest: digest),
      background: AssetIdentity(name: "models", digest: digest), backgroundModels: 78,
      parameters: CompareParameters(project: AssetIdentity(name: "whorl.yml", digest: digest)),
      references: [
        ComparedReference(
          name: "aster", vendor: "invented", documents: 40, tokens: 5235,
          inputs: [FingerprintHeader.InputDigest(name: "aster.jsonl", bytes: 1200, sha256: digest)],
          paths: ["references/aster.whorl"]),
        ComparedReference(name: "bolt", documents: 1, tokens: 1),
      ],
      suspects: [
        suspect(
          "new", ComparedVerdict(kind: .match, references: ["aster"], reason: "its ratio is high"),
          [("aster", 2.5), ("bolt", -1.25)]),
        suspect(
          "old", ComparedVerdict(kind: .none, reason: "no ratio is high"), [("bolt", 0.1), ("aster", -2)]),
      ],
      failures: [
        CompareFailure(
          role: .suspect, name: "broken", message: "broken.jsonl:3: not valid JSON", paths: ["broken.jsonl"])
      ])
    report.suspects[0].findings = InventedFindings.findings([("n-1", "perhaps"), (nil, "it is no secret")])
    report.parameters.packs = [AssetIdentity(name: "ours", digest: digest)]
    report.policy = ComparePolicy(
      failOn: [.match],
      thresholds: [ComparePolicy.Threshold(references: NamePattern("b*"), maximum: 0.05)],
      findings: [.init(rules: NamePattern("ours/*"), severity: .error, maximum: 0)]
    ).outcome(of: report)
    return report
  }

  /// A suspect with a ratio for each reference.
  static func suspect(
    _ name: String, _ verdict: ComparedVerdict, _ ratios: [(reference: String, log10LR: Double?)],
    documents: UInt64 = 20
  ) -> ComparedSuspect {
    ComparedSuspect(
      name: name, documents: documents, tokens: documents * 100, skipped: SkippedRecords(empty: 2),
      inputs: [FingerprintHeader.InputDigest(name: "\(name).jsonl", bytes: 9, sha256: digest)],
      paths: ["out/\(name).jsonl"], verdict: verdict,
      calibration: CalibrationSummary(
        models: 78, pairs: 1575, lowerBound: -1.9, upperBound: 3.2, excluded: ["kin"],
        intervalMethod: .documents),
      domain: .home(suspectOutside: nil),
      comparisons: ratios.map { reference, ratio in
        ComparisonResult(
          reference: reference, documents: 40, log10LR: ratio,
          interval: ratio.map { $0 - 0.5...$0 + 0.25 },
          support: ratio.flatMap { try? EvidenceScale(log10LR: $0).label } ?? "none given",
          rawScore: (ratio ?? 0) * 10,
          channels: [ChannelResult(name: "w1", log10LR: ratio, rawScore: 1.5)],
          copiedEstimate: SketchEstimate(value: 0.125, standardError: 0.01, support: 800))
      })
  }

  /// What tries to break out of every format there is.
  static let hostile = [
    "<script>alert(1)</script>", "]]>", "\u{1B}[31mred\u{1B}]0;title\u{7}", "a\u{0}b\u{1}\u{8}\u{B}\u{FFFF}",
    "\u{202E}gpj.exe\u{2066}", "::error::x\n::warning file=a::y", "a|b`c`*d*_e_[f](g)<!--h-->&amp;@team #1",
    "line\r\nnext\u{2028}\u{2029}", "\"'\\ %0A %25 ,:;", "=cmd|' /C calc'!A0",
    "https://evil.example www.evil.example",
    String(repeating: "x", count: 5000), "e\u{301}\u{301}\u{301}", "日本語 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  ]

  /// A report in which every text is hostile.
  static func hostileReport() -> CompareReport {
    var report = small()
    report.suspects = hostile.enumerated().map { index, text in
      suspect(
        "\(index)\(text)",
        ComparedVerdict(kind: .match, references: [text], reason: text), [(text, 2), ("other" + text, nil)])
    }
    for index in report.suspects.indices {
      let text = hostile[index]
      report.suspects[index].paths = ["out/\(text)"]
      report.suspects[index].findings = InventedFindings.findings([(text, text + " secret")], path: text)
      report.suspects[index].inputs = [
        FingerprintHeader.InputDigest(name: text, bytes: 1, sha256: digest)
      ]
    }
    report.references = hostile.map { ComparedReference(name: $0, vendor: $0, documents: 1, tokens: 1) }
    report.failures = hostile.map { CompareFailure(role: .suspect, name: $0, message: $0, paths: [$0]) }
    report.vocabulary.name = hostile.joined()
    report.background?.name = hostile.joined()
    report.parameters.project?.name = hostile.joined()
    report.policy = ComparePolicy(failOn: [.match]).outcome(of: report)
    return report
  }

  /// `count` suspects, each of which breaches a policy against verdicts of match.
  static func large(_ count: Int, references: Int = 1) -> CompareReport {
    var report = small()
    report.failures = []
    report.suspects = (0..<count).map { index in
      suspect(
        "s\(index)", ComparedVerdict(kind: .match, references: ["r0"], reason: "it is"),
        (0..<references).map { ("r\($0)", 2.0 - Double($0)) })
    }
    report.policy = ComparePolicy(failOn: [.match]).outcome(of: report)
    return report
  }
}
