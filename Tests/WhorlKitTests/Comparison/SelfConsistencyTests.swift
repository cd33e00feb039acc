import Testing

@testable import WhorlKit

@Suite("Self-consistency")
struct SelfConsistencyTests {
  static let halves = [
    PresenceCounts(documents: 10, counts: [8, 2, 5]), PresenceCounts(documents: 20, counts: [15, 3, 11]),
  ]
  static let population = [0.5, 0.5, 0.5]

  @Test("is the mean score of each half against the other")
  func ownScore() throws {
    let consistency = SelfConsistency(
      halves: Self.halves, population: Self.population, others: [-1, 0.001, -3])
    let forward = PresenceModel(counts: [8, 2, 5], documents: 10, population: Self.population)
    let backward = PresenceModel(counts: [15, 3, 11], documents: 20, population: Self.population)
    let expected = (forward.score([15, 3, 11]) + backward.score([8, 2, 5])) / 2
    #expect(consistency.ownScore == expected)
    #expect(consistency.nearestOtherScore == 0.001)
    let swapped = SelfConsistency(
      halves: Self.halves.reversed(), population: Self.population, others: [0.001])
    #expect(swapped == consistency)
  }

  @Test("puts the threshold four fifths of the way from the nearest other to itself")
  func threshold() throws {
    func consistency(_ others: [Double]) -> SelfConsistency {
      SelfConsistency(halves: Self.halves, population: Self.population, others: others)
    }
    let own = try #require(consistency([]).ownScore)
    #expect(own > 0)
    let alone = try #require(consistency([]).threshold)
    #expect(abs(alone - 0.8 * own) < 1e-12)
    let below = try #require(consistency([-own]).threshold)
    #expect(abs(below - 0.6 * own) < 1e-12)
    // An other that scores higher than the reference itself: no less than its own score will do.
    #expect(consistency([2 * own]).threshold == own)
    #expect(consistency([own]).threshold == own)
  }

  @Test("cannot be had where a half holds no documents")
  func emptyHalf() {
    let empty = PresenceCounts(documents: 0, counts: [0, 0, 0])
    for halves in [[empty, Self.halves[0]], [Self.halves[0], empty], [empty, empty]] {
      let consistency = SelfConsistency(halves: halves, population: Self.population, others: [0.5])
      #expect(consistency.ownScore == nil && consistency.threshold == nil)
      #expect(consistency.nearestOtherScore == 0.5)
    }
  }
}

extension PresenceCounts {
  init(documents: UInt64, counts: [UInt64]) {
    var sums = FeatureSums(featureCount: counts.count)
    sums.documents = documents
    for (index, count) in counts.enumerated() { sums.features[index].documents = count }
    self.init(sums, 0..<counts.count)
  }
}
