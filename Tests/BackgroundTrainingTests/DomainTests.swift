import Testing

@testable import BackgroundTraining
@testable import WhorlKit

@Suite("Another kind of text")
struct DomainTests {
  @Test("its trials tell its models apart, and claim no more than its pairs of models bear out")
  func estimates() throws {
    let refrains = try Refrains.shared.get()
    let domain = try #require(refrains.calibrated().domains.first)
    #expect(domain.name == "refrains")
    #expect(domain.models.map(\.name) == refrains.fingerprints.map(\.header.name).sorted())
    #expect(domain.adaptations.count == refrains.background.styles.count)
    let rules = try #require(domain.rules)
    #expect(rules.calibration.pairs == 66 && rules.center.count == refrains.background.rules?.style.axes)
    #expect(try refrains.calibrated().rules?.packs == [InventedRules.pack])
    let trials = domain.trials.filter { $0.documents == 25 }
    let set = try TrialSet(trials.map { Trial(score: $0.score, isSame: $0.isSame, group: $0.suspect) })
    #expect(ROCSummary(set).areaUnderCurve > 0.85)
    for adaptation in domain.adaptations {
      #expect(adaptation.calibration.pairs == 66)
      #expect(adaptation.calibration.upperBound <= ElementaryFunctions.decimalLogarithm(66.0 / 15))
      #expect((20...60).contains(adaptation.calibration.largestSize))
    }
  }

  @Test("outputs of its models are typical of it however many there are, and those of the background are not")
  func typicality() throws {
    let refrains = try Refrains.shared.get()
    let typicality = try #require(refrains.calibrated().domains.first).typicality
    // What few models say of others shows the more, the less documents scatter.
    #expect(typicality.limits == typicality.limits.sorted())
    #expect(try #require(typicality.limits.last) > typicality.limits[0])
    for source in refrains.sources {
      var whole = source.halves[0]
      #expect(typicality.isTypical(whole))
      whole.add(source.halves[1])
      #expect(typicality.isTypical(whole))
      let rates = typicality.mean.indices.map { whole.meanRate($0) }
      for documents in [100.0, 400, 1e5] {
        #expect(
          typicality.distance(of: rates, documents: documents) <= typicality.limit(documents: documents))
      }
    }
    let others = try InventedModels.shared.get().corpora.prefix(3)
    for corpus in others {
      let moments = ModelMoments(corpus.rows, featureCount: typicality.mean.count)
      let documents = Double(corpus.rows.count)
      #expect(
        typicality.distance(of: moments.mean, documents: documents) > typicality.limit(documents: documents))
    }
  }

  @Test("the order of models decides nothing, and a background keeps what it knew")
  func deterministic() throws {
    let refrains = try Refrains.shared.get()
    let estimate = { (sources: [DomainSource]) in
      let domain = try DomainEstimator(sources, seed: 1).domain(name: "d", background: refrains.background)
      return refrains.background.encoded(
        adding: domain, name: "both", toolVersion: "test", vocabulary: refrains.vocabulary)
    }
    let bytes = try estimate(refrains.sources)
    #expect(try estimate(refrains.sources.reversed()) == bytes)
    let both = try BackgroundModel(bytes)
    #expect(both.styles == refrains.background.styles)
    #expect(both.trials == refrains.background.trials)
    let again = both.encoded(
      adding: try #require(both.domains.first), name: "both", toolVersion: "test",
      vocabulary: refrains.vocabulary)
    #expect(again == bytes)
    #expect(throws: FileFormatError.self) { try BackgroundModel(bytes.dropLast(9) + [0]) }
  }

  @Test("a case of a kind that the background knows is judged as of that kind")
  func known() throws {
    let refrains = try Refrains.shared.get()
    let result = try refrains.assess(3, against: [2, 3, 4], refrains.calibrated())
    #expect(result.domain == .known(name: "refrains", models: 12, suspectOutside: nil))
    #expect(result.evidence.first?.comparison.reference.name == "r3")
    // Three models are in the case; nine are too few for a calibration of their own.
    #expect(result.excludedModels.isEmpty && result.keptModels == ["r2", "r3", "r4"])
    #expect(result.calibration == (try refrains.calibrated().domains.first?.adaptations[0].calibration))
    #expect(result.verdict.kind == .inconclusive)
    let two = try refrains.assess(3, against: [3], refrains.calibrated())
    #expect(two.excludedModels == ["r3"])
    #expect(two.calibration?.models == 11)
    #expect(try #require(two.evidence.first?.log10LR) <= ElementaryFunctions.decimalLogarithm(55.0 / 15))
  }

  @Test("a kind that is not known is learned from ten references or more, and from fewer only ranks follow")
  func learned() throws {
    let refrains = try Refrains.shared.get()
    let few = try refrains.assess(3, against: [2, 3, 4], refrains.background)
    #expect(few.domain == .shifted(references: 3, outside: 3, models: 3))
    #expect(few.evidence.allSatisfy { $0.log10LR == nil })
    let many = try refrains.assess(3, against: Array(0..<12), refrains.background)
    #expect(many.domain == .learned(models: 12, suspectOutside: nil))
    #expect(many.evidence.first?.comparison.reference.name == "r3")
    #expect(many.evidence.allSatisfy { ($0.log10LR ?? 9) < 1 })
    let more = try refrains.assess(3, against: [2, 3, 4], more: [0, 1, 5, 6, 7, 8, 9], refrains.background)
    #expect(more.domain == .learned(models: 10, suspectOutside: nil))
  }

  @Test("a model that is given twice is refused by name")
  func repeated() throws {
    let models = try InventedModels.shared.get()
    let copy = TrainingCorpus(
      name: "copy", family: "f0", identity: "copy", inputs: ["other"], rows: models.corpora[0].rows)
    #expect(throws: TrainingError(.sameTexts("copy", "m0"))) { try models.train(models.corpora + [copy]) }
    let declared = TrainingCorpus(
      name: "copy", family: "f0", identity: "m0", inputs: ["other"], rows: models.corpora[0].rows)
    #expect(throws: Never.self) { try models.train(models.corpora + [declared]) }
  }
}
