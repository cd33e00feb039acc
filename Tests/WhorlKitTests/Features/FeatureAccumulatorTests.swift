import Testing

@testable import WhorlKit

@Suite("The feature accumulator")
struct FeatureAccumulatorTests {
  /// Two slots for the last two of three features, in the other order, and nothing for the first.
  private let empty = FeatureAccumulator(places: [2, 1], sums: FeatureSums(featureCount: 3))

  @Test("agrees with plain sums, also of more documents than packed sums have room for")
  func plain() {
    var packed = empty
    var plain = FeatureSums(featureCount: 3)
    let largest = (weight: UInt64(4096), rate: UInt64(1) << 30, squaredRate: UInt64(1) << 34)
    for document in 0..<2 * FeatureAccumulator.capacity + 7 {
      packed.add(words: 3, tokens: 4, weight: largest.weight) { sums in
        if document % 3 > 0 {
          sums[0] &+= FeatureAccumulator.packed(rate: largest.rate, squaredRate: largest.squaredRate)
        }
        sums[1] &+= FeatureAccumulator.packed(rate: UInt64(document), squaredRate: 0)
      }
      plain.documents += 1
      plain.words += 3
      plain.tokens += 4
      plain.weight += largest.weight
      plain.squaredWeight += largest.weight * largest.weight
      if document % 3 > 0 {
        plain.features[2].add(documents: 1, rate: largest.rate, squaredRate: largest.squaredRate)
      }
      plain.features[1].add(documents: 1, rate: UInt64(document), squaredRate: 0)
    }
    #expect(packed.sums == plain)
    #expect(packed.documents == plain.documents && packed.words == plain.words)
    #expect(packed.tokens == plain.tokens)
  }

  @Test("a document that weighs as much as one can, in every channel, stays inside packed sums")
  func largest() {
    // A feature that is all there is in its channel has the largest squared rate.
    let scale = RateScale(opportunities: 1)
    var tally = FeatureTally(slotCounts: [2])
    var added = empty
    tally.counting { $0.count(0, isFound: true) }
    added.add(words: 1 << 40, tokens: 1, weight: FeatureScale.weight(words: 1 << 40)) { sums in
      tally.drain(0..<1, scale, weight: FeatureScale.weight(words: 1 << 40), into: &sums)
    }
    let feature = added.sums.features[2]
    #expect(feature.documents == 1)
    #expect(feature.squaredRate <= 1 << 34)
    #expect(feature.squaredRate * UInt64(FeatureAccumulator.capacity) < 1 << 48)
  }

  @Test("adds other accumulators and sums, in any order")
  func merge() {
    func accumulator(_ documents: Int, _ slot: Int) -> FeatureAccumulator {
      var result = empty
      for _ in 0..<documents {
        result.add(words: 1, tokens: 1, weight: 1) {
          $0[slot] &+= FeatureAccumulator.packed(rate: 5, squaredRate: 6)
        }
      }
      return result
    }
    var left = accumulator(3, 0)
    left.add(accumulator(2, 1))
    left.add(accumulator(1, 0).sums)
    var right = accumulator(2, 1)
    right.add(accumulator(1, 0))
    right.add(accumulator(3, 0))
    #expect(left.sums == right.sums)
    #expect(left.sums.documents == 6)
    #expect(left.sums.features[2] == FeatureSums.Feature(documents: 4, rate: 20, squaredRate: 24))
    // What is read stays.
    #expect(left.sums == left.sums)
  }
}
