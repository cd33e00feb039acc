/// How often a suspect declines and hedges beside the reference that it is most like, for reports that people read.
struct RefusalRates {
  /// What is said of such rates, once a report.
  static let meaning =
    "Declining and hedging: shares of documents, beside those of the best reference, with the 95 % interval of the "
    + "difference in percentage points. They depend on the prompts: compare on the same ones."
  /// What is said besides where a suspect declines less often than the reference.
  static let fewer =
    "Where a suspect writes like a reference and declines less often, likeness with the guardrails gone is a finding of "
    + "its own."

  /// The suspect's best reference.
  let reference: String
  /// The rates of refusals and of hedging, as far as both sides have them.
  let gaps: [RateGap]

  /// The rates of `suspect`; nil if there are none to compare.
  init?(of suspect: ComparedSuspect) {
    guard let best = suspect.comparisons.first else { return nil }
    let gaps = best.rateGaps.filter { $0.ruleClass == nil && Self.name(of: $0) != nil }
    guard !gaps.isEmpty else { return nil }
    (reference, self.gaps) = (best.reference, gaps)
  }

  /// Whether a rate differs for certain, by its 95 % interval.
  var isSeparated: Bool {
    gaps.contains { gap in gap.interval.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false }
  }

  /// Whether the suspect declines less often than the reference for certain.
  var declinesLess: Bool {
    gaps.contains { gap in gap.pack == "refusal" && (gap.interval.map { $0.upperBound < 0 } ?? false) }
  }

  /// The rates in one line.
  var text: String {
    gaps.enumerated().map { index, gap in
      let whose = index == 0 ? "\(reference) " : ""
      return "\(Self.name(of: gap) ?? gap.pack) \(NumberText.percent(gap.suspectRate)), "
        + "\(whose)\(NumberText.percent(gap.referenceRate)) (\(Self.interval(of: gap)))"
    }.joined(separator: "; ")
  }

  /// What a rate is called; nil for rates of other packs.
  static func name(of gap: RateGap) -> String? {
    switch gap.pack {
    case "refusal": "declining"
    case "hedging": "hedging"
    default: nil
    }
  }

  /// The interval of a difference, in percentage points.
  static func interval(of gap: RateGap) -> String {
    gap.interval.map {
      "\(NumberText.signed($0.lowerBound * 100, 1)) to \(NumberText.signed($0.upperBound * 100, 1))"
    } ?? "\(NumberText.signed(gap.change * 100, 1))"
  }
}
