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

  @Test("takes part in the ratio where both sides were scanned, and in no style score")
  func fused() throws {
    let shared = try Case.shared.get()
    let (scanned, plain) = try (shared.assess(suspect(1)), shared.assess(suspect(1, sums: nil)))
    let fused = try #require(shared.background.fused)
    let style = shared.background.styles[0].calibration
    #expect(scanned.calibration == fused.fused && plain.calibration == style)
    for one in scanned.evidence {
      let name = one.comparison.reference.name
      let other = try #require(plain.evidence.first { $0.comparison.reference.name == name })
      #expect(one.score == other.score && !other.isFused)
      #expect(other.log10LR == style.log10LR(score: one.score, documents: 60))
      #expect(one.isFused == (name != "m4"))
      guard let ruleScore = one.channels.first(where: { $0.name == RuleStyle.name })?.score else {
        #expect(one.log10LR == other.log10LR)
        continue
      }
      #expect(one.log10LR == fused.log10LR(score: one.score, rules: ruleScore, documents: 60))
      #expect(one.log10LR(ofScore: one.score, documents: 60) == one.log10LR)
    }
    #expect(scanned.evidence.first?.comparison.reference.name == "m1")
  }

  @Test("more likeness of either kind is never less evidence, at any size of suspect")
  func monotone() throws {
    let fused = try #require(Case.shared.get().background.fused)
    for documents in [1.0, 5, 30, 400, 5000] {
      for fixed in [-80.0, -3, 0, 3, 80] {
        var last = (style: -Double.infinity, rules: -Double.infinity)
        for moving in stride(from: -200.0, through: 200, by: 5) {
          let next = (
            style: fused.log10LR(score: moving, rules: fixed, documents: documents),
            rules: fused.log10LR(score: fixed, rules: moving, documents: documents)
          )
          #expect(next.style >= last.style && next.rules >= last.rules)
          last = next
        }
      }
    }
  }

  @Test("a model that is part of the case has no part in the calibration of both scores")
  func excluded() throws {
    let shared = try Case.shared.get()
    let background = shared.background
    let calibration = try FusedCalibration(fitting: background.trials, excluding: [3, 8])
    // Whatever the trials of those models say.
    let odd = background.trials.map { trial in
      [trial.suspect, trial.reference].contains { $0 == 3 || $0 == 8 }
        ? trial.scored(99).with(ruleScore: -99) : trial
    }
    #expect(try FusedCalibration(fitting: odd, excluding: [3, 8]) == calibration)
    #expect(calibration != background.fused)
    // Scores are kept in single precision.
    let refitted = try FusedCalibration(fitting: background.trials).fused.coefficients
    let kept = try #require(background.fused).fused.coefficients
    for (a, b) in zip(refitted, kept) { #expect(abs(a - b) < 1e-3 * max(1, abs(b))) }
  }

  @Test("an evaluation judges by both scores or by one, each without the families compared")
  func evaluated() async throws {
    let background = try Case.shared.get().background
    let both = try await BackgroundEvaluation(background, sizes: [25], replicates: 0, jobs: 2)
    let kept = background.trials.filter { $0.documents == 25 && !$0.isOtherMix }
    #expect(both.usesRules && both.results[0].table.trials.count == kept.count)
    #expect(zip(both.results[0].table.trials, kept).allSatisfy { $0.score != $1.score })
    let calibration = try await LeaveOutCalibration(background, members: [0, 5], jobs: 1)
    let groups = LeaveOutCalibration.deal(background.models)
    let left = groups.indices.filter { groups[$0] == groups[0] || groups[$0] == groups[5] }
    #expect(
      try calibration.fused(0, 5) == FusedCalibration(fitting: background.trials, excluding: Set(left)))
    #expect(calibration.fused(nil, nil) == background.fused)
  }

  @Test("verification scans what it reads, and gives the ratio that a case of those documents has")
  func verified() async throws {
    let shared = try Case.shared.get()
    let models = try InventedModels.shared.get()
    let rules = try #require(shared.background.rules)
    let corpora = try (0..<4).map { model in
      var builder = PlacedCorpusBuilder(
        vocabulary: models.vocabulary, style: shared.background.styles[0], rules: rules, seed: 1)
      for document in 0..<100 {
        let text = InventedModels.text(model: model, document: document)
        let key = Array("prompt \(document)".utf8)
        try builder.add(text.span, key: key.span) { span in
          InventedRules.tally(span.withUnsafeBufferPointer { Array($0) })
        }
      }
      return builder.corpus(
        name: "m\(model)", identity: "m\(model)", inputs: ["none \(model)"], background: shared.background)
    }
    let trials = try await VerificationTrials(
      corpora, style: shared.background.styles[0], background: shared.background, jobs: 1)
    #expect(trials.usesRules)
    let fused = try #require(shared.background.fused)
    let whole = trials.trials(documents: 100, draws: 1, seed: 1)
    #expect(whole.isEmpty)
    let half = corpora[2].halfSizes[1]
    let made = trials.trials(documents: half, draws: 1, seed: 1)
    // By the fingerprints' own sums: half 1 of the suspect against half 0 of the reference.
    let halves = try #require(rules.rates(of: shared.references[2].rules))
    let others = try #require(rules.rates(of: shared.references[0].rules))
    let style = shared.background.styles[0]
    let score = style.score(
      suspect: style.position(of: shared.references[2].halves[1]),
      reference: style.position(of: shared.references[0].halves[0]))
    let ruleScore = rules.style.score(
      suspect: rules.style.position(of: halves[1]), reference: rules.style.position(of: others[0]))
    let expected = fused.log10LR(score: score, rules: ruleScore, documents: Double(half))
    #expect(made.contains { abs($0.log10LR - expected) < 1e-3 && $0.suspect == 2 && $0.reference == 0 })
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
