import Testing

@testable import WhorlKit

@Suite("Clusters of style")
struct StyleLinksTests {
  /// 0 and 1 are linked, 1 and 2 as well, 3 stands alone.
  private static let links = StyleLinks(modelCount: 4) { first, second in
    switch (first, second) {
    case (0, 1): 0.5
    case (1, 2): 0
    case (0, 2): -0.1
    default: nil
    }
  }

  @Test("a mean ratio of 1 links, less does not, and links are not passed on")
  func rule() {
    #expect(Self.links.pairs.map { [$0.first, $0.second] } == [[0, 1], [1, 2]])
    #expect(Self.links.pairs.map(\.log10LR) == [0.5, 0])
    #expect(Self.links.isLinked(1, 0) && Self.links.isLinked(2, 1) && Self.links.isLinked(3, 3))
    #expect(!Self.links.isLinked(0, 2) && !Self.links.isLinked(3, 0))
  }

  @Test("a set is as good as its best, siblings make no trial, and lend nothing to other sets")
  func clustered() throws {
    func trials(_ suspect: Int, _ scores: [Double], draw: Int) -> [EvaluationTrial] {
      scores.enumerated().map {
        EvaluationTrial(
          suspect: suspect, reference: $0, draw: draw, score: $1, log10LR: $1 / 10)
      }
    }
    let table = try TrialTable(
      trials(0, [1, 5, 2, 3], draw: 0) + trials(3, [4, 9, 1, 6], draw: 1), modelCount: 4)
    let sets = Self.links.clustered(table)
    // Suspect 0: its set {0, 1} has the score of 1; the set of 2, {1, 2}, must do without 1.
    // Suspect 3: the sets of 0, 1 and 2 all hold 1.
    #expect(sets.map(\.suspect) == [0, 0, 0, 3, 3, 3, 3])
    #expect(sets.map(\.reference) == [0, 2, 3, 0, 1, 2, 3])
    #expect(sets.map(\.score) == [5, 2, 3, 9, 9, 9, 6])
    #expect(sets.map(\.log10LR) == [0.5, 0.2, 0.3, 0.9, 0.9, 0.9, 0.6])
  }

  @Test("without links the trials stay as they are")
  func noLinks() throws {
    let trials = EvaluationTestTrials(models: 5).trials(seed: 2)
    let table = try TrialTable(trials, modelCount: 5)
    #expect(StyleLinks(modelCount: 5) { _, _ in -1 }.clustered(table) == table.trials)
  }

  @Test("a draw is judged by the links of the others, so that no ratio excuses itself")
  func leavesOut() throws {
    // Models 0 and 1 are told apart in three draws of four; 2 is told from both in all.
    let ratios: [(suspect: Int, ratio: Double)] = [(0, 4), (1, -1), (0, -1), (1, -1)]
    let trials = ratios.enumerated().flatMap { draw, row in
      (0..<3).map { reference in
        let ratio = reference == row.suspect ? 3 : reference == 2 ? -2 : row.ratio
        return EvaluationTrial(
          suspect: row.suspect, reference: reference, draw: draw, score: ratio, log10LR: ratio)
      }
    }
    let links = TrialLinks(trials, modelCount: 3)
    // (4 − 1 − 1 − 1) / 4 ≥ 0, and only because of the first draw.
    #expect(links.all.isLinked(0, 1) && !links.all.isLinked(0, 2))
    #expect(!links.without(draw: 0).isLinked(0, 1))
    #expect(links.without(draw: 1).isLinked(0, 1))
    let result = try EvaluationResult(
      trials, modelCount: 3, links: links.all, documents: 5, linksOfDraw: { links.without(draw: $0) },
      replicates: 0, seed: 1)
    let table = try #require(result.clusterTable)
    #expect(table.trials.contains { $0.draw == 0 && $0.reference == 1 && $0.log10LR == 4 })
    #expect(!table.trials.contains { $0.draw == 1 && $0.suspect == 1 && $0.reference == 0 })
  }

  @Test("a draw without trials of its own leaves all links as they are")
  func unknownDraw() {
    let trials = EvaluationTestTrials(models: 5).trials(seed: 2)
    let links = TrialLinks(trials, modelCount: 5)
    #expect(links.without(draw: -1) == links.all)
  }
}
