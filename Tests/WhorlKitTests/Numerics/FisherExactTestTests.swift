import Testing

@testable import WhorlKit

@Suite("Fisher's exact test and the false discovery rate")
struct FisherExactTestTests {
  @Test("The lady who tasted all eight cups of tea right had one chance in seventy")
  func teaTasting() {
    let test = FisherExactTest(first: 4, second: 4)
    #expect(abs(test.probability(ofAtLeast: 4, beside: 0) - 1.0 / 70) < 1e-12)
    #expect(abs(test.probability(ofAtLeast: 3, beside: 1) - 17.0 / 70) < 1e-12)
    #expect(test.probability(ofAtLeast: 0, beside: 4) > 1 - 1e-12)
  }

  @Test("It is the sum of the probabilities of all tables that are as extreme")
  func bySumming() {
    func choices(_ n: Int, _ k: Int) -> Double {
      k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    for (first, second) in [(5, 9), (12, 3), (20, 20)] {
      let test = FisherExactTest(first: first, second: second)
      for count in 0...first {
        for other in 0...second {
          let total = count + other
          let expected =
            (count...first).reduce(0.0) { $0 + choices(first, $1) * choices(second, total - $1) }
            / choices(first + second, total)
          #expect(abs(test.probability(ofAtLeast: count, beside: other) - expected) < 1e-9)
        }
      }
    }
  }

  @Test("Very small probabilities of large samples are not lost")
  func largeSamples() {
    let test = FisherExactTest(first: 805, second: 60_000)
    let rare = test.probability(ofAtLeast: 100, beside: 30)
    #expect(rare > 0 && rare < 1e-100)
    #expect(test.probability(ofAtLeast: 805, beside: 60_000) > 0.999)
    #expect(test.probability(ofAtLeast: 0, beside: 0) > 1 - 1e-12)
  }

  @Test("The worked example of Benjamini and Hochberg gives four discoveries at a rate of .05")
  func workedExample() {
    let probabilities = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
      0.7590, 1.0,
    ]
    let adjusted = FalseDiscoveryRate.adjusted(probabilities, of: 15)
    #expect(adjusted.filter { $0 <= 0.05 }.count == 4)
    #expect(abs(adjusted[3] - 0.0095 * 15 / 4) < 1e-12)
    #expect(FalseDiscoveryRate.adjusted(probabilities.reversed(), of: 15) == adjusted.reversed())
  }

  @Test("Rates rise with the p-values, are at most one, and grow with the number of tests")
  func laws() {
    var random = SplitMix64(seed: 5)
    let probabilities = (0..<200).map { _ in Double(random.next() >> 11) * 0x1p-53 }
    let adjusted = FalseDiscoveryRate.adjusted(probabilities, of: 200)
    let more = FalseDiscoveryRate.adjusted(probabilities, of: 1000)
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    #expect(zip(order, order.dropFirst()).allSatisfy { adjusted[$0] <= adjusted[$1] })
    #expect(zip(adjusted, more).allSatisfy { $0 <= $1 && $1 <= 1 })
    #expect(zip(probabilities, adjusted).allSatisfy { $0 <= $1 })
  }

  @Test("Of phrases that differ by chance alone, few are taken for discoveries")
  func byChance() {
    // Things that one document in ten holds, in 100 and 500 documents: at a rate of .05 one run in twenty has a false one.
    let test = FisherExactTest(first: 100, second: 500)
    var random = SplitMix64(seed: 11)
    func drawn(_ documents: Int) -> Int { (0..<documents).count { _ in random.next() % 10 == 0 } }
    var runsWithDiscoveries = 0
    for _ in 0..<20 {
      let probabilities = (0..<100).map { _ in test.probability(ofAtLeast: drawn(100), beside: drawn(500)) }
      let adjusted = FalseDiscoveryRate.adjusted(probabilities, of: 100)
      runsWithDiscoveries += adjusted.contains { $0 <= 0.05 } ? 1 : 0
    }
    #expect(runsWithDiscoveries <= 3)
  }
}
