public import WhorlKit

extension RuleSums {
  /// Empty sums of the rules, classes, labels and packs of `set`, in this order.
  public init(of set: RuleSet) {
    self.init(
      packs: set.packs.map { Pack(name: $0.name, version: $0.version, digest: $0.digest) },
      names: (0..<set.count).map { "rule \(set.name(at: $0))" }
        + set.packs.flatMap { pack in pack.classes.map { "class \(pack.name)/\($0.name)" } }
        + set.packs.flatMap { pack in pack.labels.map { "label \(pack.name)/\($0.label)" } }
        + set.packs.map { "pack \($0.name)" })
  }
}

extension RuleSet {
  /// What the scan of `text` adds to `RuleSums`: ``counts(of:)``, and the first sentence of a refusal.
  ///
  /// - Complexity: O(*h* + *c* + *s*) for *h* hits, *c* rules and classes, and a first sentence of *s* bytes.
  public func tally(of scan: RuleScan, in text: Span<UInt8>) -> RuleTally {
    let counts = counts(of: scan)
    guard let entry = refusalEntry, counts.contains(where: { $0.entry == entry }) else {
      return RuleTally(counts: counts)
    }
    let lead = text.extracting(SentenceBreaks.first(1, in: text))
    return RuleTally(counts: counts, refusalLead: lead.withUnsafeBufferPointer { Array($0) })
  }

  /// The place among the sums of the label of refusals.
  private var refusalEntry: Int? {
    for (pack, plan) in zip(packs, plan.packs) where pack.name == "refusal" {
      if let label = pack.labels.firstIndex(where: { $0.label == "refusal" }) {
        return rules.count + self.plan.classCount + plan.firstLabel + label
      }
    }
    return nil
  }

  /// What a scan adds to `RuleSums`: hits of each rule, class and pack, and 1 for each label.
  ///
  /// All hits are counted, be the text's maker known or not.
  public func counts(of scan: RuleScan) -> [(entry: Int, hits: Int)] {
    let labelStart = rules.count + plan.classCount
    let packStart = labelStart + plan.labelCount
    // A text has hits of few rules.
    var entries: [Int] = []
    entries.reserveCapacity(3 * scan.hits.count + packs.count)
    for hit in scan.hits {
      entries.append(hit.rule)
      let entry = plan.rules[hit.rule]
      if entry.position >= 0 { entries.append(rules.count + entry.position) }
      entries.append(packStart + entry.pack)
    }
    for label in plan.labels(of: scan.hits, isMakerKnown: false) { entries.append(labelStart + label) }
    entries.sort()
    var counts: [(entry: Int, hits: Int)] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] == entries[start] { end += 1 }
      counts.append((entries[start], end - start))
      start = end
    }
    return counts
  }
}
