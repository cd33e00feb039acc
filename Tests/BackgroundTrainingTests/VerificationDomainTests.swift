import Testing

@testable import BackgroundTraining
@testable import WhorlKit

@Suite("Verification of another kind of text")
struct VerificationDomainTests {
  private func corpora(_ refrains: Refrains, _ background: BackgroundModel, models: Range<Int>) throws
    -> [PlacedCorpus]
  {
    try models.map { model in
      var builder = PlacedCorpusBuilder(
        vocabulary: refrains.vocabulary, style: background.styles[0], seed: 1)
      for document in 0..<80 {
        let text = Refrains.text(model: model, document: document)
        let key = Array("prompt \(document)".utf8)
        try builder.add(text.span, key: key.span)
      }
      return builder.corpus(
        name: "r\(model)", identity: "r\(model)", inputs: ["refrain \(model)"], background: background)
    }
  }

  private func trials(
    _ refrains: Refrains, _ background: BackgroundModel, models: Range<Int> = 0..<12, reversed: Bool = false
  ) async throws -> VerificationTrials {
    let corpora = try corpora(refrains, background, models: models)
    return try await VerificationTrials(
      reversed ? corpora.reversed() : corpora, style: background.styles[0], background: background, jobs: 2)
  }

  private func measures(_ trials: VerificationTrials) throws -> EvaluationMeasures {
    try TrialTable(
      trials.trials(documents: 25, draws: 2, seed: 1), modelCount: trials.corpora.count
    ).measures
  }

  @Test("a kind that the background knows is judged in its terms, without the two models compared")
  func known() async throws {
    let refrains = try Refrains.shared.get()
    let background = try refrains.calibrated()
    let trials = try await trials(refrains, background)
    #expect(trials.frame.domain == .known(name: "refrains", models: 12, suspectOutside: nil))
    #expect(trials.frame.seenAs == trials.corpora.map(\.name) && !trials.frame.keepsSeenModels)
    let domain = try #require(background.domains.first)
    for (first, second) in [(0, 3), (5, 5)] {
      let left = Set(
        [first, second].map { place in
          domain.models.firstIndex { $0.name == trials.corpora[place].name } ?? -1
        })
      let expected = try StyleCalibration(fitting: domain.trials, excluding: left, isCautious: true)
      #expect(trials.frame.calibration(first, second) == expected)
    }
    #expect(try measures(trials)[.auc] > 0.85)
  }

  @Test("a suspect's score is that of a case with the same references")
  func sameAsScore() async throws {
    let refrains = try Refrains.shared.get()
    let background = try refrains.calibrated()
    let trials = try await trials(refrains, background)
    let corpus = trials.corpora[4]
    let chosen = Array(0..<corpus.halfSizes[1])
    let suspect = try #require(corpus.position(of: chosen, half: 1, version: 0))
    let known = try #require(trials.corpora[7].references[0])
    let space = trials.frame.space(4, 7)
    // The style of a case, as the background's own file describes it.
    let style = background.styles[0].adapted(to: try #require(background.domains.first).adaptations[0])
    let sums = refrains.fingerprints.first { $0.header.name == corpus.name }?.halves[1]
    let direct = style.position(of: try #require(sums))
    let moved = space.place(suspect)
    for (a, b) in zip(direct.values, moved.values) { #expect(abs(a - b) < 1e-3 * max(1, abs(a))) }
    #expect(abs(direct.dispersion - moved.dispersion) < 1e-3)
    #expect(space.style == style)
    #expect(space.style.score(suspect: moved, reference: space.place(known)).isFinite)
  }

  @Test("an unknown kind is learned for each pair from the others, and no order decides anything")
  func learned() async throws {
    let refrains = try Refrains.shared.get()
    let plain = try await trials(refrains, refrains.background, models: 0..<11)
    #expect(plain.frame.domain == .learned(models: 11, suspectOutside: nil))
    let other = try await trials(refrains, refrains.background, models: 0..<11, reversed: true)
    let made = plain.trials(documents: 10, draws: 2, seed: 1)
    #expect(made == other.trials(documents: 10, draws: 2, seed: 1))
    #expect(plain.links(documents: 10) == other.links(documents: 10))
    let measures = try measures(plain)
    #expect(measures[.auc] > 0.8 && measures[.cllr] < 1)
    // Without a model itself 45 pairs of the others bear out no more than this.
    #expect(made.allSatisfy { $0.log10LR <= ElementaryFunctions.decimalLogarithm(45.0 / 15) + 1e-9 })
    // The space of a pair has not seen the two: it is that of the other nine.
    let style = refrains.background.styles[0]
    let places = plain.corpora.compactMap { $0.place(style) }
    let space = DomainSpace(places.indices.filter { $0 != 2 && $0 != 9 }.map { places[$0] }, style)
    #expect(plain.frame.space(2, 9).style == space.style(style))
    #expect(plain.frame.space(9, 2).style == space.style(style))
  }

  @Test("too few models of an unknown kind are taken relative to their own mean")
  func shifted() async throws {
    let refrains = try Refrains.shared.get()
    let trials = try await trials(refrains, refrains.background, models: 0..<6)
    #expect(trials.frame.domain == .shifted(references: 6, outside: 6, models: 6))
    let space = trials.frame.space(0, 1)
    let places = trials.corpora.flatMap { $0.references.compactMap(\.self) }.map(space.place)
    for axis in 0..<space.style.axes {
      #expect(abs(places.reduce(0) { $0 + $1.values[axis] }) < 1e-9)
    }
  }
}
