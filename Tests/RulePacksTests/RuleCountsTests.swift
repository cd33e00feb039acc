import RulePacks
import Testing
import WhorlKit

@Suite("What a scan adds to sums is what its hits amount to")
struct RuleCountsTests {
  @Test("Hits of rules, classes and packs, and the labels of packs that need no maker, in the order of sums")
  func counts() {
    let set = RuleTestSupport.shipped()
    let names = RuleSums(of: set).entries.map(\.name)
    var scanner = RuleScanner(set)
    var labels: Set<String> = []
    // Two examples at a time, so that rules have hits by turns.
    let examples = set.packs.flatMap { $0.rules.flatMap { $0.matches + $0.nonMatches } }.map(\.text)
    for (text, other) in zip(examples, examples.reversed()) {
      let bytes = Array("\(text)\n\n\(other)\n\n\(text)".utf8)
      for maker in [nil, "anthropic"] {
        let scan = scanner.scan(bytes.span, maker: maker)
        var expected: [String: Int] = [:]
        for hit in scan.hits {
          let (pack, rule) = set.rule(at: hit.rule)
          expected["rule \(set.name(at: hit.rule))", default: 0] += 1
          expected["class \(pack.name)/\(rule.className)", default: 0] += 1
          expected["pack \(pack.name)", default: 0] += 1
        }
        for (pack, label) in set.judgement(of: scan).labels {
          expected["label \(set.packs[pack].name)/\(label)"] = 1
          labels.insert(label)
        }
        let counts = set.counts(of: scan)
        #expect(counts.map(\.entry) == counts.map(\.entry).sorted())
        #expect(
          Dictionary(counts.map { (names[$0.entry], $0.hits) }, uniquingKeysWith: +) == expected, "\(text)")
      }
    }
    #expect(labels.isSuperset(of: ["refusal", "compliance"]))
  }
}
