import RulePacks
import Testing

@Suite("Weights are fitted and written")
struct RuleFitTests {
  private static let yaml = RuleTestSupport.pack(
    """
      # a comment that stays
      - id: a
        class: c
        regex: alpha   # so does this
        weight: 1
      - {id: b, class: c, regex: beta, weight: 1}
      - id: e
        class: c
        regex: epsilon
    """ + "\n",
    head: """
      scores: [{name: s, intercept: 0, classes: {c: 1}, positive: [pos]}]
      labels: [{label: pos, aliases: ['1'], when: [s >= 0.5]}, {label: neg}]

      """)

  /// Texts in which alpha speaks for the label and beta against it.
  private func observations(_ set: RuleSet) -> [RuleObservation] {
    var scanner = RuleScanner(set)
    return (0..<200).map { index in
      let text = Array((index % 2 == 0 ? "alpha" : index % 3 == 0 ? "beta" : "other").utf8)
      return RuleObservation(
        scanner.scan(text.span), label: index % 2 == 0 ? "1" : "neg", group: index < 100 ? "x" : "y")
    }
  }

  @Test("Signs are kept, evidence moves weights, and what was not seen stays at its prior")
  func fit() throws {
    let pack = try #require(RuleTestSupport.read(Self.yaml).pack)
    let fit = RuleFit(pack, to: observations(RuleSet([pack])), strength: 5)
    #expect(fit.weights[0] > 1.2)
    #expect(fit.weights[1] < 0.5 && fit.weights[1] >= 0)
    #expect(fit.weights[2] == 1)
    #expect(fit.intercepts[0] < 0)
    #expect(RuleFit(pack, to: observations(RuleSet([pack])), strength: 5).weights == fit.weights)
  }

  @Test("The pack is written with weights, priors and provenance, and all else as it was")
  func rewrite() throws {
    let pack = try #require(RuleTestSupport.read(Self.yaml).pack)
    let fit = RuleFit(pack, to: observations(RuleSet([pack])), strength: 5)
    let text = try #require(
      fit.rewrite(Self.yaml, provenance: [("inputs", "it's 'this'"), ("texts", "200")]))
    #expect(text.contains("# a comment that stays") && text.contains("# so does this"))
    #expect(text.contains("inputs: 'it''s ''this'''"))
    let read = try #require(RuleTestSupport.read(text).pack)
    #expect(read.rules.map(\.weight) == fit.weights && read.rules.map(\.prior) == [1, 1, 1])
    let again = try #require(
      RuleFit(read, to: observations(RuleSet([read])), strength: 5).rewrite(text, provenance: []))
    #expect(RuleTestSupport.read(again).pack?.rules.map(\.weight) == fit.weights)
  }

  @Test("F1, macro F1 and rates of a known table")
  func agreement() {
    var agreement = LabelAgreement()
    for (truth, given, count) in [
      ("r", "r", 6), ("r", "c", 2), ("p", "r", 1), ("p", "p", 1), ("c", "c", 8), ("c", "r", 2),
    ] {
      for _ in 0..<count { agreement.add(truth: truth, given: given) }
    }
    #expect(agreement.f1(positive: ["r", "p"]) == 16.0 / 20)
    #expect(
      agreement.precision(positive: ["r", "p"]) == 0.8 && agreement.recall(positive: ["r", "p"]) == 0.8)
    #expect(agreement.f1(positive: ["p"]) == 2.0 / 3)
    #expect(agreement.rates(positive: ["r", "p"]).truth == 0.5)
  }
}
