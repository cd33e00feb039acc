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

  /// What a scan adds to `RuleSums`: hits of each rule, class and pack, and 1 for each label.
  ///
  /// All hits are counted, be the text's maker known or not.
  public func counts(of scan: RuleScan) -> [(entry: Int, hits: Int)] {
    // One entry a hit first, by its rule and whether it counts: a text has hits of few rules, which come together once
    // they are in order.
    var counts: [(entry: Int, hits: Int)] = []
    counts.reserveCapacity(scan.hits.count + plan.classCount + 2 * packs.count)
    for hit in scan.hits { counts.append((hit.rule << 1 | (hit.counts ? 1 : 0), 1)) }
    counts.sort { $0.entry < $1.entry }
    // The scores of classes, and the hits of classes and packs, which are exact: one array for each text and not two.
    var sums = [Double](repeating: 0, count: 2 * plan.classCount + packs.count)
    let packStart = 2 * plan.classCount
    var (start, ruleCount) = (0, 0)
    while start < counts.count {
      let rule = counts[start].entry >> 1
      var (end, counted) = (start, 0)
      while end < counts.count, counts[end].entry >> 1 == rule {
        counted += counts[end].entry & 1
        end += 1
      }
      counts[ruleCount] = (rule, end - start)
      ruleCount += 1
      let entry = plan.rules[rule]
      sums[packStart + entry.pack] += Double(end - start)
      if entry.position >= 0 {
        sums[entry.position] += entry.weight * Double(min(counted, entry.maximumHits))
        sums[plan.classCount + entry.position] += Double(end - start)
      }
      start = end
    }
    counts.removeLast(counts.count - ruleCount)
    for place in 0..<plan.classCount where sums[plan.classCount + place] > 0 {
      counts.append((rules.count + place, Int(sums[plan.classCount + place])))
    }
    let labelStart = rules.count + plan.classCount
    plan.forEachLabel(sums, isMakerKnown: false, scoreValue: { plan.scoreValue(at: $0, sums) }) {
      counts.append((labelStart + $0, 1))
    }
    for pack in packs.indices where sums[packStart + pack] > 0 {
      counts.append((labelStart + plan.labelCount + pack, Int(sums[packStart + pack])))
    }
    return counts
  }
}
