import Testing

@testable import WhorlKit

@Suite("The binomial distribution")
struct BinomialDistributionTests {
  @Test("has the tails of worked examples")
  func examples() {
    // 0.7^10 + 10·0.3·0.7^9 + 45·0.09·0.7^8
    #expect(
      abs(BinomialDistribution.probability(ofAtMost: 2, of: 10, share: 0.3) - 0.382_782_786_4) < 1e-9)
    #expect(abs(BinomialDistribution.probability(ofAtMost: 10, of: 10, share: 0.3) - 1) < 1e-12)
    #expect(BinomialDistribution.probability(ofAtMost: 0, of: 10, share: 0.5) == 1.0 / 1024)
  }

  @Test("is certain at its ends")
  func ends() {
    #expect(BinomialDistribution.probability(ofAtMost: 0, of: 10, share: 0) == 1)
    #expect(BinomialDistribution.probability(ofAtMost: 9, of: 10, share: 1) == 0)
    #expect(BinomialDistribution.probability(ofAtMost: 10, of: 10, share: 1) == 1)
    #expect(BinomialDistribution.probability(ofAtMost: -1, of: 10, share: 0.5) == 0)
  }

  @Test("rests on powers that are those of repeated multiplication")
  func powers() {
    for exponent in 0...40 {
      let slow = (0..<exponent).reduce(1.0) { product, _ in product * 0.75 }
      #expect(abs(IntegerPower.of(0.75, exponent) - slow) <= 1e-14 * slow)
    }
  }
}
