import Testing

@testable import BackgroundTraining
@testable import WhorlKit

@Suite("Training a background")
struct BackgroundTrainerTests {
  @Test("one seed gives the same bytes, in whatever order and on however many threads; another does not")
  func deterministic() throws {
    let models = try InventedModels.shared.get()
    let bytes = try InventedModels.trained.get()
    var turned = Array(models.corpora.reversed())
    turned[13] = InventedModels.corpus(
      "m0", family: "f0", try InventedModels.reversedRows(model: 0, documents: 120, models.vocabulary))
    #expect(try models.train(turned, jobs: 3) == bytes)
    #expect(try models.train(seed: 2) != bytes)
  }

  @Test("its trials tell its models apart, and its file says what it was made from")
  func separates() async throws {
    let background = try BackgroundModel(try InventedModels.trained.get())
    let models = try InventedModels.shared.get()
    #expect(background.name == "invented")
    #expect(background.vocabularyDigest == models.vocabulary.digest)
    #expect(background.models.map(\.name) == models.corpora.map(\.name).sorted())
    #expect(background.models.allSatisfy { $0.documents == 120 && $0.inputs.count == 1 })
    #expect(background.styles.map(\.name) == ["all", "text", "w1", "d3", "format"])
    let trials = background.trials.filter { $0.documents == 25 }
    let set = try TrialSet(
      trials.map { Trial(score: $0.score, isSame: $0.suspect == $0.reference, group: $0.suspect) })
    #expect(ROCSummary(set).areaUnderCurve > 0.9)
    let evaluation = try await BackgroundEvaluation(background, usesRules: false, replicates: 40)
    #expect(evaluation.results.map(\.documents).starts(with: [5, 10, 25]))
    #expect(evaluation.allPairs.triedRelatives > evaluation.allPairs.relatives)
    for result in evaluation.results {
      let measures = result.table.measures
      #expect(measures[.cllr].isFinite && measures[.cllrMin] <= measures[.cllr])
      #expect(try #require(result.cllrOfAllPairs).isFinite)
      #expect((0...1).contains(measures[.rank1]) && result.sameTrials < result.trials)
      #expect(try #require(result.intervals)[.cllr].lowerBound <= measures[.cllr])
      // Every trial of the background is one here, and each suspect text meets its own model once.
      #expect(
        result.trials == background.trials.count { $0.documents == result.documents && !$0.isOtherMix })
      #expect(Set(result.table.trials.map(\.draw)).count == result.sameTrials)
    }
    let parallel = try await BackgroundEvaluation(
      background, sizes: [25], usesRules: false, replicates: 40, jobs: 4)
    #expect(!evaluation.usesRules)
    #expect(parallel.results.map(\.documents) == [25])
    #expect(parallel.results.first?.intervals == evaluation.results[2].intervals)
    #expect(parallel.links == evaluation.links)
  }

  private func error(_ corpora: [TrainingCorpus]) throws -> TrainingError? {
    let models = try InventedModels.shared.get()
    do {
      _ = try models.train(corpora)
      return nil
    } catch let error as TrainingError {
      return error
    }
  }

  @Test("what is not enough is refused, and the error says what is needed")
  func errors() throws {
    let models = try InventedModels.shared.get().corpora
    let few = try error(Array(models.prefix(11)))
    #expect(few?.code == .tooFewModels(have: 11, need: 12))
    #expect(few?.description.contains("needs 12") == true)
    let families = models.map { InventedModels.corpus($0.name, family: "f", $0.rows) }
    #expect(try error(families)?.code == .tooFewFamilies(have: 1, need: 8))
    #expect(try error(models + [models[4]])?.code == .repeatedModel("m4"))
    var short = models
    let half = models[2].rows.filter { $0.half == 0 } + models[2].rows.filter { $0.half == 1 }.prefix(7)
    short[2] = InventedModels.corpus("m2", family: "f2", half)
    #expect(try error(short)?.code == .tooFewDocuments(model: "m2", have: 7, need: 40))
  }

  @Test("documents that are all the same are refused")
  func identical() throws {
    let models = try InventedModels.shared.get()
    let same = try models.corpora.enumerated().map { number, corpus in
      let text = InventedModels.text(model: number, document: 0)
      return InventedModels.corpus(
        corpus.name, family: corpus.family,
        try InventedModels.rows([[UInt8]](repeating: text, count: 120), models.vocabulary))
    }
    #expect(try error(same)?.code == .tooFewTexts(model: "m0", have: 1, need: 40))
  }
}
