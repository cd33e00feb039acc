import Testing
import WhorlKit

@Suite struct SplitMix64Tests {
  @Test("the outputs for seed 1234567 are the published ones")
  func publishedOutputs() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test("an index is below its bound and every index occurs", arguments: [1, 2, 7, 100])
  func indices(bound: Int) {
    var random = SplitMix64(seed: 9)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(200 * bound) {
      let index = random.index(below: bound)
      guard counts.indices.contains(index) else {
        Issue.record("index \(index) is not below \(bound)")
        return
      }
      counts[index] += 1
    }
    // 200 expected, standard deviation about 14.
    #expect(counts.allSatisfy { (100...300).contains($0) })
  }
}
