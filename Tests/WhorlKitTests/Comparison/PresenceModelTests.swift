import Foundation
import Testing

@testable import WhorlKit

@Suite("The presence model")
struct PresenceModelTests {
  struct Counts {
    var counts: [UInt64]
    let documents: UInt64
    var population: [Double]

    init(_ features: Int, seed: UInt64) {
      var random = SplitMix64(seed: seed)
      documents = 200
      counts = (0..<features).map { _ in UInt64(random.index(below: 100)) }
      population = (0..<features).map { _ in Double(1 + random.index(below: 500)) / 1000 }
    }
  }

  @Test("is its formula", arguments: UInt64(1)...3)
  func formula(_ seed: UInt64) {
    let given = Counts(50, seed: seed)
    let model = PresenceModel(counts: given.counts, documents: given.documents, population: given.population)
    let held = given.counts.map { Double($0) / 200 }.reduce(0, +)
    let verbosity = held / given.population.reduce(0, +)
    var weighted = 0.0
    for feature in 0..<50 {
      let q = max(given.population[feature] * verbosity, 1e-6)
      let expected = log(((Double(given.counts[feature]) + 100 * q) / 300) / q)
      #expect(abs(model.logRatios[feature] - expected) < 1e-9)
      weighted += Double(given.counts[feature]) * expected
    }
    let total = given.counts.reduce(0, +)
    #expect(abs(model.score(given.counts) - weighted / Double(total)) < 1e-9)
  }

  @Test("is a worked example")
  func example() {
    // Σ df/n = 1, Σ q = 1, so v = 1: ln((80 + 100·0.5) / 200 / 0.5) and ln((20 + 50) / 100).
    let model = PresenceModel(counts: [80, 20], documents: 100, population: [0.5, 0.5])
    #expect(abs(model.logRatios[0] - log(1.3)) < 1e-12)
    #expect(abs(model.logRatios[1] - log(0.7)) < 1e-12)
    #expect(abs(model.score([1, 0]) - log(1.3)) < 1e-12)
    #expect(abs(model.score([3, 1]) - (3 * log(1.3) + log(0.7)) / 4) < 1e-12)
  }

  @Test("gives the population itself 0, and others less against it")
  func population() {
    let given = Counts(60, seed: 4)
    let rates = given.counts.map { Double($0) / 200 }
    let model = PresenceModel(counts: given.counts, documents: 200, population: rates)
    #expect(abs(model.score(given.counts)) < 1e-12)
    let other = Counts(60, seed: 5)
    let against = PresenceModel(counts: other.counts, documents: 200, population: rates)
    #expect(against.score(given.counts) < 0)
    #expect(against.score(other.counts) > 0)
  }

  @Test("removes verbosity: twice as many of every feature change nothing", arguments: [2, 3, 5] as [UInt64])
  func verbosity(_ factor: UInt64) {
    let given = Counts(60, seed: 6)
    let once = PresenceModel(counts: given.counts, documents: 1000, population: given.population)
    let more = PresenceModel(
      counts: given.counts.map { $0 * factor }, documents: 1000, population: given.population)
    for feature in 0..<60 {
      #expect(abs(once.logRatios[feature] - more.logRatios[feature]) < 1e-9)
    }
    // Whoever was nearer stays nearer.
    let suspects = (10..<16).map { Counts(60, seed: $0).counts }
    func ranking(_ model: PresenceModel, _ factor: UInt64) -> [Int] {
      suspects.indices.sorted {
        model.score(suspects[$0].map { $0 * factor }) > model.score(suspects[$1].map { $0 * factor })
      }
    }
    #expect(ranking(once, 1) == ranking(more, 1))
    #expect(ranking(once, 1) == ranking(once, factor))
  }

  @Test("makes small claims for small references")
  func smoothing() {
    let large = PresenceModel(counts: [800, 200], documents: 1000, population: [0.5, 0.5])
    let small = PresenceModel(counts: [8, 2], documents: 10, population: [0.5, 0.5])
    #expect(large.logRatios[0] > small.logRatios[0])
    #expect(small.logRatios[0] > 0)
    #expect(large.logRatios[1] < small.logRatios[1])
  }

  @Test("is finite for features that nobody holds and references without documents")
  func degenerate() {
    let none = PresenceModel(counts: [0, 0], documents: 0, population: [0, 0])
    #expect(none.logRatios.allSatisfy { $0.isFinite })
    #expect(none.score([0, 0]) == 0)
    let unseen = PresenceModel(counts: [5, 0], documents: 10, population: [0, 1])
    #expect(unseen.logRatios.allSatisfy { $0.isFinite })
    #expect(unseen.score([]) == 0)
  }
}
