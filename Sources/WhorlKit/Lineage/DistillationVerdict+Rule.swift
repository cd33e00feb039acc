extension DistillationVerdict {
  /// The verdict on comparisons and families, both best first.
  init(comparisons: [DistillationComparison], families: [DistillationFamily], isAgreed: Bool) {
    guard let best = comparisons.first, let family = families.first else {
      self.init(kind: .noVerdict, leader: nil, reasons: ["there is no candidate"])
      return
    }
    if let fewest = comparisons.min(by: { $0.sharedPrompts < $1.sharedPrompts }),
      fewest.sharedPrompts < Self.leastPrompts
    {
      self.init(
        kind: .noVerdict, leader: nil,
        reasons: [
          "'\(fewest.candidate.name)' and the suspect share \(fewest.sharedPrompts) prompts, and a verdict "
            + "needs \(Self.leastPrompts): add answers to the same prompts, or leave that reference out"
        ])
      return
    }
    guard family.bootstrapSupport >= Self.leastSupport else {
      self.init(
        kind: .noVerdict, leader: nil,
        reasons: [
          "'\(family.name)' leads the other vendors in \(Self.percent(family.bootstrapSupport)) % of prompt "
            + "resamples, and a verdict needs \(Self.percent(Self.leastSupport)) %"
        ])
      return
    }
    var missing: [String] = []
    if !isAgreed { missing.append("the 8-gram cosine names another vendor") }
    if family.unrelatedAtMargin == 0, family.unrelatedLeadsAtMargin == 0,
      max(family.pValue, family.leadPValue) > Self.greatestPValue
    {
      missing.append(
        "references of other vendors tell how unrelated models score: \(family.unrelated) could be judged so, and 19 are "
          + "needed")
    } else if family.pValue > Self.greatestPValue {
      missing.append(
        "\(family.unrelatedAtMargin) of \(family.unrelated) unrelated models have as large a margin for "
          + "'\(family.name)'")
    } else if family.leadPValue > Self.greatestPValue {
      missing.append(
        "\(family.unrelatedLeadsAtMargin) of \(family.unrelatedOfAll) unrelated models lead with some "
          + "family by as large a margin")
    }
    self.init(
      kind: missing.isEmpty ? .supported : .rankingOnly, leader: best.candidate.name,
      reasons: missing.isEmpty
        ? [
          "'\(family.name)' leads in \(Self.percent(family.bootstrapSupport)) % of prompt resamples, the "
            + "8-gram cosine agrees, and \(family.unrelatedLeadsAtMargin) of \(family.unrelatedOfAll) "
            + "unrelated models lead with any family by as large a margin"
        ] : missing)
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded(.down)) }
}
