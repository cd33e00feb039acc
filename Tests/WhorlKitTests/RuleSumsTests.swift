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
    for entry in counts { sums.add(RuleTally(counts: entry), half: entry.count % 2, words: 10 + entry.count) }
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

  @Test("Rates are those of hits for each word, and of holding at all, by prompt half")
  func rates() throws {
    var sums = sums("x", [])
    sums.add(RuleTally(counts: [(0, 3)]), half: 1, words: 99)
    sums.add(RuleTally(counts: []), half: 1, words: 299)
    let halves = try #require(sums.rates)
    // Weights L/(L + 100), to 1/4096.
    let (w, v) = ((99.0 / 199 * 4096).rounded(), (299.0 / 399 * 4096).rounded())
    #expect(halves[0] == FeatureSums(featureCount: 4))
    #expect(halves[1].documents == 2 && halves[1].words == 398)
    #expect(abs(halves[1].meanRate(0) - (3.0 / 100).squareRoot() * w / (w + v)) < 1e-6)
    #expect(abs(halves[1].meanRate(1) - w / (w + v)) < 1e-9)
    #expect(halves[1].features[2...] == [FeatureSums.Feature(), FeatureSums.Feature()])
  }

  @Test("Rates are found by name, whatever else was counted; without a pack there are none")
  func ratesByName() throws {
    let packs = ["p", "q"].map { RuleSums.Pack(name: $0, version: "1", digest: $0) }
    var both = RuleSums(packs: packs, names: ["rule q/b", "rule p/a", "class p/c", "pack p"])
    both.add(RuleTally(counts: [(0, 1), (1, 2), (2, 4), (3, 6)]), half: 0, words: 50)
    var own = RuleSums(packs: [packs[0]], names: ["rule p/a", "class p/c", "pack p"])
    own.add(RuleTally(counts: [(0, 2), (1, 4), (2, 6)]), half: 0, words: 50)
    #expect(both.scoredNames == ["rule q/b", "rule p/a", "class p/c"])
    #expect(both.rates(of: own.scoredNames, packs: own.packs) == own.rates)
    #expect(own.rates(of: own.scoredNames, packs: own.packs) == own.rates)
    #expect(own.rates(of: both.scoredNames, packs: packs) == nil)
    #expect(both.rates(of: ["rule p/gone"], packs: own.packs) == nil)
  }

  @Test("More hits than words count as one for each word")
  func crowded() throws {
    var sums = sums("x", [])
    sums.add(RuleTally(counts: [(0, 500)]), half: 0, words: 3)
    #expect(try #require(sums.rates)[0].meanRate(0) == 1)
  }

  @Test("A section of rates is read back, and refused where it contradicts the rules")
  func ratesSection() throws {
    let sums = sums("x", [[(0, 2)], [(1, 70_000)], []])
    let bytes = try #require(sums.encodedRates())
    var read = try RuleSums(sums.encoded(), documents: 3)
    #expect(read.rates == nil)
    try read.readRates(bytes)
    #expect(read == sums)
    for length in 0..<bytes.count {
      #expect(throws: ByteReader.Malformed.self) { try read.readRates(Array(bytes.prefix(length))) }
    }
    #expect(throws: ByteReader.Malformed.self) { try read.readRates(bytes + [0]) }
    var others = try RuleSums(self.sums("x", [[]]).encoded(), documents: 3)
    #expect(throws: ByteReader.Malformed.self) { try others.readRates(bytes) }
  }

  @Test("Sums without rates, as older fingerprints have them, leave none when merged")
  func olderRates() throws {
    let new = sums("x", [[(0, 2)]])
    var old = try RuleSums(new.encoded(), documents: 1)
    #expect(old.rates == nil)
    let isMerged = old.merge(new)
    #expect(isMerged && old.rates == nil && old.documents == 2)
    var newer = new
    let isMergedToo = newer.merge(try RuleSums(new.encoded(), documents: 1))
    #expect(isMergedToo && newer.rates == nil)
  }

  @Test("A section is read back, and refused where it contradicts itself")
  func section() throws {
    let sums = sums("x", [[(0, 2)], [(1, 70_000)]])
    #expect(try RuleSums(sums.encoded(), documents: 2).entries == sums.entries)
    #expect(throws: ByteReader.Malformed.self) { try RuleSums(sums.encoded(), documents: 1) }
    for length in 0..<sums.encoded().count {
      #expect(throws: ByteReader.Malformed.self) {
        try RuleSums(Array(sums.encoded().prefix(length)), documents: 2)
      }
    }
  }
}
