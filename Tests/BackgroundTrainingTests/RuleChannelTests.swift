import Testing

@testable import BackgroundTraining
@testable import WhorlKit

@Suite("The channel of rules")
struct RuleChannelTests {
  private struct Case {
    let background: BackgroundModel
    let references: [Fingerprint]
    let unscanned: Fingerprint

    static let shared = Result { try Case() }

    init() throws {
      background = try BackgroundModel(try InventedModels.trained.get())
      references = try (0..<4).map {
        try InventedRules.fingerprint(model: $0, documents: 0..<100, name: "m\($0)")
      }
      unscanned = try InventedRules.fingerprint(model: 4, documents: 0..<100, name: "m4", sums: nil)
    }

    func assess(_ suspect: Fingerprint) throws -> Assessment {
      let known = references + [unscanned]
      return try Assessment(
        try ReferenceSet(known, vocabulary: InventedModels.shared.get().vocabulary).compare(suspect),
        suspect: suspect, rows: [], references: known, background: background)
    }
  }

  private func suspect(_ model: Int, sums: RuleSums? = InventedRules.empty) throws -> Fingerprint {
    try InventedRules.fingerprint(model: model, documents: 200..<260, name: "suspect", sums: sums)
  }

  @Test("is learned from the rules of all models, and kept in the background's file")
  func learned() throws {
    let rules = try #require(Case.shared.get().background.rules)
    #expect(rules.packs == [InventedRules.pack])
    #expect(rules.names == InventedRules.names)
    #expect(rules.style.features == [0..<2 * InventedRules.names.count])
    #expect(rules.style.calibration.isMonotone)
  }

  @Test("gives its own ratio, best for the suspect's model, where both sides were scanned")
  func evidence() throws {
    let shared = try Case.shared.get()
    for model in 0..<4 {
      let assessment = try shared.assess(try suspect(model))
      var ratios: [String: Double] = [:]
      for one in assessment.evidence {
        let channel = one.channels.first { $0.name == RuleStyle.name }
        #expect((channel == nil) == (one.comparison.reference.name == "m4"))
        ratios[one.comparison.reference.name] = channel?.log10LR
      }
      #expect(ratios.count == 4)
      #expect(ratios.max { $0.value < $1.value }?.key == "m\(model)", "\(model)")
    }
  }

  @Test("has none for a suspect without rules, or with rules of another pack")
  func absent() throws {
    let shared = try Case.shared.get()
    let other = RuleSums.Pack(name: "words", version: "1", digest: String(repeating: "d", count: 64))
    for sums in [nil, RuleSums(packs: [other], names: InventedRules.names)] {
      let assessment = try shared.assess(try suspect(0, sums: sums))
      #expect(assessment.rules == nil)
      #expect(assessment.evidence.allSatisfy { !$0.channels.contains { $0.name == RuleStyle.name } })
    }
  }

  @Test("is the same where more packs were counted, in another order")
  func morePacks() throws {
    let shared = try Case.shared.get()
    let more = RuleSums.Pack(name: "more", version: "1", digest: "e")
    let sums = RuleSums(
      packs: [more, InventedRules.pack], names: ["rule more/x"] + InventedRules.names.reversed())
    let (one, other) = try (shared.assess(suspect(2)), shared.assess(suspect(2, sums: sums)))
    #expect(one.evidence.map { $0.channels.map(\.score) } == other.evidence.map { $0.channels.map(\.score) })
  }

  @Test("takes no part in the score and its ratio")
  func apart() throws {
    let shared = try Case.shared.get()
    let (scanned, not) = try (shared.assess(suspect(1)), shared.assess(suspect(1, sums: nil)))
    #expect(scanned.evidence.map(\.score) == not.evidence.map(\.score))
    #expect(scanned.evidence.map(\.log10LR) == not.evidence.map(\.log10LR))
  }

  @Test("is explained by rules whose contributions and the constant sum to its score")
  func explained() throws {
    let shared = try Case.shared.get()
    let suspect = try suspect(3)
    let assessment = try shared.assess(suspect)
    let frame = try #require(assessment.rules)
    let known = try #require(shared.background.rules)
    for reference in shared.references {
      let explanation = try #require(
        RuleExplanation(frame, background: known, suspect: suspect, reference: reference))
      let evidence = assessment.evidence.first { $0.comparison.reference.name == reference.header.name }
      let channel = try #require(evidence?.channels.first { $0.name == RuleStyle.name })
      #expect(explanation.score == channel.score)
      let sum = explanation.rules.reduce(explanation.constant) { $0 + $1.contribution }
      #expect(abs(sum - explanation.score) < 1e-9 * max(1, abs(explanation.score)))
      let magnitudes = explanation.rules.map(\.contribution.magnitude)
      #expect(magnitudes == magnitudes.sorted(by: >))
      let strongest = explanation.strongest(2)
      #expect(strongest.count <= 4 && strongest.prefix { $0.contribution > 0 }.count <= 2)
    }
    #expect(
      RuleExplanation(frame, background: known, suspect: suspect, reference: shared.unscanned) == nil)
  }

  @Test("counts documents in a builder once, and not those that it did not count")
  func builder() throws {
    let vocabulary = try InventedModels.shared.get().vocabulary
    var builder = FingerprintBuilder(vocabulary: vocabulary, rowLimit: 10, rules: InventedRules.empty)
    let blank = Array("  \n".utf8)
    let isCounted = try builder.add(blank.span, key: blank.span)
    builder.addRules(InventedRules.tally(blank))
    #expect(!isCounted && builder.rules?.documents == 0)
    let text = InventedModels.text(model: 0, document: 0)
    try builder.add(text.span, key: text.span)
    builder.addRules(InventedRules.tally(text))
    builder.addRules(InventedRules.tally(text))
    #expect(builder.rules?.documents == 1)
    let row = try #require(builder.rows.first?.rules)
    let sums = try #require(builder.rules?.rates)
    #expect(sums[row.half].documents == 1 && sums[1 - row.half].documents == 0)
    for (feature, rate) in zip(row.features, row.rates) {
      #expect(abs(sums[row.half].meanRate(Int(feature)) - Double(rate)) < 1e-6)
    }
  }
}
