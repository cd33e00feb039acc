import Testing

@testable import WhorlKit

@Suite("Counts of rules and how they differ")
struct RuleSumsTests {
  /// The worked examples of Newcombe 1998, table II, method 10.
  @Test(
    "Newcombe's intervals",
    arguments: [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0),
      (0, 10, 0, 10, -0.2775, 0.2775),
    ] as [(UInt64, UInt64, UInt64, UInt64, Double, Double)])
  func intervals(_ a: UInt64, _ m: UInt64, _ b: UInt64, _ n: UInt64, _ low: Double, _ high: Double) throws {
    let difference = try #require(ShareDifference(suspect: (a, m), reference: (b, n)))
    #expect(abs(difference.interval.lowerBound - low) < 5e-4)
    #expect(abs(difference.interval.upperBound - high) < 5e-4)
    let swapped = try #require(ShareDifference(suspect: (b, n), reference: (a, m)))
    #expect(abs(swapped.interval.lowerBound + difference.interval.upperBound) < 1e-12)
  }

  private func sums(_ digest: String, _ counts: [[(entry: Int, hits: Int)]]) -> RuleSums {
    var sums = RuleSums(
      packs: [RuleSums.Pack(name: "p", version: "1", digest: digest)], names: ["rule p/a", "class p/c"])
    for entry in counts { sums.add(RuleTally(counts: entry)) }
    return sums
  }

  @Test("Sums merge to those of all documents, and only with the same packs")
  func merging() {
    var a = sums("x", [[(0, 2)], []])
    let isMerged = a.merge(sums("x", [[(0, 1), (1, 3)]]))
    #expect(isMerged)
    #expect(a == sums("x", [[(0, 1), (1, 3)], [], [(0, 2)]]))
    let before = a
    let isOtherMerged = a.merge(sums("y", []))
    #expect(!isOtherMerged)
    #expect(a == before)
    #expect(a.entry("rule p/a")?.squaredHits == 5)
  }

  @Test("A section is read back, and refused where it contradicts itself")
  func section() throws {
    let sums = sums("x", [[(0, 2)], [(1, 70_000)]])
    #expect(try RuleSums(sums.encoded(), documents: 2) == sums)
    #expect(throws: ByteReader.Malformed.self) { try RuleSums(sums.encoded(), documents: 1) }
    for length in 0..<sums.encoded().count {
      #expect(throws: ByteReader.Malformed.self) {
        try RuleSums(Array(sums.encoded().prefix(length)), documents: 2)
      }
    }
  }
}
