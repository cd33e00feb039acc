import Testing

@testable import WhorlKit

@Suite("Lineage measures")
struct LineageMeasuresTests {
  private static let candidates = [("a1", "a"), ("a2", "a"), ("b", "b"), ("c", "c")].map {
    LineageRanking.Candidate(name: $0.0, family: $0.1)
  }

  private static func ranking(_ suspect: String, _ scores: [Double?], _ sources: Set<String>)
    -> LineageRanking
  {
    LineageRanking(suspect: suspect, candidates: candidates, scores: scores, sources: sources)
  }

  @Test("a worked example")
  func example() throws {
    let rankings = [
      Self.ranking("s1", [4, 3, 2, 1], ["a1"]),  // first
      Self.ranking("s2", [4, 3, 2, 1], ["a2"]),  // second, of the right family
      Self.ranking("s3", [1, 2, 4, 3], ["a1", "a2"]),  // third
      Self.ranking("s4", [1, 2, 4, 3], ["b"]),  // first
      Self.ranking("s5", [4, 3, 2, nil], ["c"]),  // last
    ]
    #expect(rankings.map(\.rank) == [1, 2, 3, 1, 4])
    let measures = try #require(LineageMeasures(rankings, replicates: 400, seed: 1))
    #expect(measures.suspects == 5)
    #expect(measures.top1.value == 0.4)
    #expect(abs(measures.reciprocalRank.value - (1 + 0.5 + 1 / 3 + 1 + 0.25) / 5) < 1e-12)
    // a: 2 of 3, b: 1 of 1, c: 0 of 1.
    #expect(abs(measures.macroRecall.value - (2.0 / 3 + 1 + 0) / 3) < 1e-12)
    #expect(measures.families.map { [$0.right, $0.suspects] } == [[2, 3], [1, 1], [0, 1]])
    let interval = try #require(measures.top1.interval)
    #expect(interval.contains(0.4) && interval.lowerBound < 0.25 && interval.upperBound > 0.6)
    #expect(LineageMeasures(rankings.reversed(), replicates: 400, seed: 1) == measures)
    // Few suspects have few different resamples, but not at 41.
    #expect(
      LineageMeasures(rankings, replicates: 41, seed: 2) != LineageMeasures(rankings, replicates: 41, seed: 3)
    )
  }

  @Test("ties go by name, and a source that is no candidate is never found")
  func edges() throws {
    let tied = Self.ranking("s", [1, 1, 1, nil], ["b"])
    #expect(tied.candidates.map(\.name) == ["a1", "a2", "b", "c"] && tied.rank == 3)
    let missing = Self.ranking("s", [1, 2, 3, 4], ["gone"])
    #expect(missing.rank == nil && missing.family == nil && !missing.isFamilyFirst)
    let measures = try #require(LineageMeasures([missing], seed: 1))
    #expect(measures.top1.value == 0 && measures.reciprocalRank.value == 0 && measures.macroRecall.value == 0)
    #expect(measures.top1.interval == nil && measures.families.isEmpty)
    #expect(LineageMeasures([], seed: 1) == nil)
  }
}
