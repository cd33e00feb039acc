import WhorlKit

@testable import WhorlReporting

/// Comparisons that nobody made, for reports of every kind.
enum InventedComparison {
  /// Everything that text from outside could do to a page.
  static let hostile =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202E}\u{0}\u{1B}[31m]]>&amp;\u{FFFD}</style>"

  static func suspect(
    _ name: String, kind: Verdict.Kind = .match, references: [String] = ["clover", "aster", "bolt"],
    ratios: [Double?] = [2.1, -0.2, -1.9], text: String = "don't you think"
  ) -> ComparedSuspect {
    let comparisons = zip(references, ratios).map { reference, ratio in
      ComparisonResult(
        reference: reference, documents: 40, log10LR: ratio, interval: ratio.map { $0 - 0.4...$0 + 0.3 },
        support: ratio == nil ? "none given" : (ratio ?? 0) > 1 ? "moderately strong support for" : "weak",
        rawScore: (ratio ?? 0) * 20,
        channels: ["w1", "c4", "format"].map {
          ChannelResult(name: $0, log10LR: ratio.map { $0 / 2 }, rawScore: 3)
        },
        explanation: ComparisonExplanation(
          features: [
            FeatureContribution(
              channel: "w2", text: text, contribution: 3.25, suspectRate: 0.4, referenceRate: 0.35,
              backgroundRate: 0.01,
              passages: [
                PassageInContext(document: text, start: 17, before: text, passage: text, after: text)
              ]),
            FeatureContribution(
              channel: "format", text: "commas", contribution: -1.5, suspectRate: 1, referenceRate: 0.9),
          ], remainder: 12, limits: [text]),
        rateGaps: [
          RateGap(
            pack: "refusal", ruleClass: text, suspectRate: 0.02, referenceRate: 0.2, interval: -0.25 ... -0.1)
        ])
    }
    return ComparedSuspect(
      name: name, documents: 20, tokens: 2614, skipped: SkippedRecords(malformed: 2),
      inputs: [.init(name: name, bytes: 10, sha256: String(repeating: "a", count: 64))],
      verdict: ComparedVerdict(
        kind: kind, references: kind == .match ? [references[0]] : kind == .cluster ? references : [],
        reason: "there is a reason"),
      calibration: CalibrationSummary(
        models: 78, pairs: 1575, lowerBound: -1.9, upperBound: 2.1, excluded: [text],
        intervalMethod: .documents),
      domain: .home(suspectOutside: DomainStatus.Distance(value: 1.4, limit: 1.2)), comparisons: comparisons,
      typicality: [DocumentTypicality(document: text, score: 3, opening: text)])
  }

  static func report(_ suspects: [ComparedSuspect], policy: PolicyOutcome = PolicyOutcome()) -> CompareReport
  {
    let names = suspects.first.map { $0.comparisons.map(\.reference) } ?? []
    return CompareReport(
      toolVersion: "1.2.3", vocabulary: AssetIdentity(name: "english", digest: "v1"),
      background: AssetIdentity(name: "english", digest: "b1"), backgroundModels: 78,
      parameters: CompareParameters(packs: [AssetIdentity(name: "refusal", digest: "p1")]),
      references: names.map { ComparedReference(name: $0, documents: 40, tokens: 5000) },
      suspects: suspects, policy: policy)
  }
}
