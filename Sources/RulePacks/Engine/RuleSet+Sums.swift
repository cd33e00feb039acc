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
    // A text has hits of few rules, which come together once they are in order.
    var found: [Int] = []
    found.reserveCapacity(scan.hits.count)
    for hit in scan.hits { found.append(hit.rule << 1 | (hit.counts ? 1 : 0)) }
    found.sort()
    var counts: [(entry: Int, hits: Int)] = []
    counts.reserveCapacity(found.count + plan.classCount + packs.count)
    var scores = [Double](repeating: 0, count: plan.classCount)
    var others = [Int](repeating: 0, count: plan.classCount + packs.count)
    var start = 0
    while start < found.count {
      let rule = found[start] >> 1
      var (end, counted) = (start, 0)
      while end < found.count, found[end] >> 1 == rule {
        counted += found[end] & 1
        end += 1
      }
      counts.append((rule, end - start))
      let entry = plan.rules[rule]
      others[plan.classCount + entry.pack] += end - start
      if entry.position >= 0 {
        others[entry.position] += end - start
        scores[entry.position] += entry.weight * Double(min(counted, entry.maximumHits))
      }
      start = end
    }
    func append(_ places: Range<Int>, _ first: Int) {
      for place in places where others[place] > 0 { counts.append((first + place, others[place])) }
    }
    append(0..<plan.classCount, rules.count)
    let labelStart = rules.count + plan.classCount
    for label in plan.labels(scores, plan.scoreValues(scores), isMakerKnown: false).sorted() {
      counts.append((labelStart + label, 1))
    }
    append(plan.classCount..<others.count, rules.count + plan.labelCount)
    return counts
  }
}
