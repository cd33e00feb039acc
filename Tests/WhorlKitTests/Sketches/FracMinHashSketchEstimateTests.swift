import Testing
import WhorlKit

@Suite struct FracMinHashSketchEstimateTests {
  @Test("estimates are exact, without error, while nothing was discarded")
  func exactness() throws {
    let (a, b) = SketchTestSets.pair(union: 200, jaccard: 0.3, seed: 1)
    let sketchA = try SketchTestSets.fracMinHash(a)
    let sketchB = try SketchTestSets.fracMinHash(b)
    #expect(sketchA.scaleExponent == 0 && sketchB.scaleExponent == 0)
    let exact = { SketchEstimate(value: $0, standardError: 0, support: $1) }
    #expect(try sketchA.jaccardEstimate(with: sketchB) == exact(0.3, 200))
    #expect(try sketchA.containmentEstimate(in: sketchB) == exact(60 / 130, 130))
    #expect(sketchA.distinctCountEstimate == exact(130, 130))
  }

  @Test("j(a, a) = 1, a is contained in itself, and Jaccard is symmetric", arguments: [100, 2000])
  func laws(count: Int) throws {
    let a = try SketchTestSets.fracMinHash(SketchTestSets.hashes(count, seed: 2))
    let b = try SketchTestSets.fracMinHash(
      SketchTestSets.hashes(count / 2, seed: 2) + SketchTestSets.hashes(5 * count, seed: 3))
    #expect(try a.jaccardEstimate(with: a)?.value == 1)
    #expect(try a.containmentEstimate(in: a)?.value == 1)
    #expect(try a.jaccardEstimate(with: b) == b.jaccardEstimate(with: a))
  }

  @Test("certainty is claimed only if nothing was discarded")
  func noFakeCertainty() throws {
    let a = try SketchTestSets.fracMinHash(SketchTestSets.hashes(5000, seed: 4))
    let b = try SketchTestSets.fracMinHash(SketchTestSets.hashes(5000, seed: 5))
    let none = try #require(try a.containmentEstimate(in: b))
    #expect(none.value == 0 && none.standardError > 0)
    let all = try #require(try a.containmentEstimate(in: a))
    #expect(all.value == 1 && all.standardError > 0)
  }

  @Test("an estimate that would rest on nothing is unavailable, not 0")
  func unavailable() throws {
    let empty = try FracMinHashSketch(shingleLength: 5)
    let full = try SketchTestSets.fracMinHash(SketchTestSets.hashes(50_000, seed: 6))
    let unlucky = try SketchTestSets.fracMinHash([.max, .max - 1])
    #expect(try empty.containmentEstimate(in: full) == nil)
    #expect(try unlucky.containmentEstimate(in: full) == nil)
    #expect(try full.containmentEstimate(in: empty)?.value == 0)
    #expect(try empty.jaccardEstimate(with: empty) == nil)
    #expect(try unlucky.jaccardEstimate(with: full.downsampled(toExponent: 64)) == nil)
    #expect(empty.distinctCountEstimate.value == 0)
  }

  @Test(
    "the Jaccard estimate is unbiased and its stated error right",
    arguments: [0.05, 0.3, 0.7, 0.95])
  func jaccardStatistics(jaccard: Double) throws {
    var trials = EstimatorTrials()
    for trial in 0..<300 {
      let (a, b) = SketchTestSets.pair(union: 2000, jaccard: jaccard, seed: UInt64(100 + trial))
      let left = try SketchTestSets.fracMinHash(a)
      let right = try SketchTestSets.fracMinHash(b)
      trials.add(try #require(try left.jaccardEstimate(with: right)), truth: jaccard)
    }
    #expect(abs(trials.bias) < 3 * trials.biasError)
    #expect((0.8...1.2).contains(trials.deviationRatio), "\(trials.deviationRatio)")
  }

  @Test(
    "the containment of 100 shingles in 50,000 is estimated without bias and with the stated error",
    arguments: [0.02, 0.2, 0.9])
  func containmentStatistics(containment: Double) throws {
    var random = SplitMix64(seed: 31)
    var trials = EstimatorTrials()
    let shared = Int((100 * containment).rounded())
    for corpus in 0..<4 {
      let hashes = SketchTestSets.hashes(50_000, seed: UInt64(900 + corpus))
      let sketch = try SketchTestSets.fracMinHash(hashes, capacity: 8192)
      #expect(sketch.scaleExponent == 3)
      for _ in 0..<100 {
        var passage: Set<UInt64> = []
        while passage.count < shared { passage.insert(hashes[random.index(below: hashes.count)]) }
        while passage.count < 100 { passage.insert(random.next()) }
        let query = try SketchTestSets.fracMinHash(passage)
        trials.add(try #require(try query.containmentEstimate(in: sketch)), truth: containment)
      }
    }
    #expect(abs(trials.bias) < 3 * trials.biasError)
    // Few hits are expected of so few hashes: there the half hit in the error is conservative.
    let lowest = containment * 12.5 < 3 || (1 - containment) * 12.5 < 3 ? 0.5 : 0.8
    #expect((lowest...1.2).contains(trials.deviationRatio), "\(trials.deviationRatio)")
  }

  @Test("the containment of 4,000 shingles in 50,000 has the stated error", arguments: [0.02, 0.2, 0.9])
  func containmentOfLargerQueries(containment: Double) throws {
    var random = SplitMix64(seed: 32)
    var trials = EstimatorTrials()
    let shared = Int((4000 * containment).rounded())
    let hashes = SketchTestSets.hashes(50_000, seed: 950)
    let sketch = try SketchTestSets.fracMinHash(hashes, capacity: 8192)
    // The share that this corpus keeps of itself; it takes the place of 2^−s for shared hashes.
    let keptOfShared = Double(sketch.count) / 50_000
    let truth = containment * keptOfShared / (containment * keptOfShared + (1 - containment) / 8)
    for _ in 0..<200 {
      let start = random.index(below: 50_000 - shared)
      var query = try FracMinHashSketch(capacity: 8192, shingleLength: 5)
      for hash in hashes[start..<start + shared] { query.insert(hash) }
      for _ in shared..<4000 { query.insert(random.next()) }
      trials.add(try #require(try query.containmentEstimate(in: sketch)), truth: truth)
    }
    #expect((0.8...1.2).contains(trials.deviationRatio), "\(trials.deviationRatio)")
    #expect(abs(trials.bias) < 4 * trials.biasError)
  }

  @Test("for tiny queries the available estimates are unbiased; with zeros for the others they would not be")
  func tinyQueries() throws {
    var random = SplitMix64(seed: 33)
    var available = EstimatorTrials()
    var sum = 0.0
    let attempts = 3000
    // A corpus that is far too large to insert: all of its hashes below the threshold.
    let exponent = 3
    for _ in 0..<attempts {
      let passage = (0..<8).map { _ in random.next() }
      let corpus = try SketchTestSets.fracMinHash(passage[..<4]).downsampled(toExponent: exponent)
      let query = try SketchTestSets.fracMinHash(passage)
      if let estimate = try query.containmentEstimate(in: corpus) {
        available.add(estimate, truth: 0.5)
        sum += estimate.value
      }
    }
    #expect(available.count < attempts * 8 / 10)
    #expect(abs(available.bias) < 3 * available.biasError)
    // Hera et al.: the mean with zeros for empty samples is C·(1 − (1 − 2^−s)^|A|).
    var allDiscarded = 1.0
    for _ in 0..<8 { allDiscarded *= 1 - 1 / 8 }
    let unconditional = sum / Double(attempts)
    #expect(abs(unconditional - 0.5 * (1 - allDiscarded)) < 0.03)
    #expect(unconditional < 0.4)
  }

  @Test(
    "the distinct count is estimated without bias and with the stated error",
    arguments: [700, 1024, 2500])
  func distinctCounts(count: Int) throws {
    var trials = EstimatorTrials()
    for trial in 0..<300 {
      let sketch = try SketchTestSets.fracMinHash(
        SketchTestSets.hashes(count, seed: UInt64(count + 7919 * trial)))
      trials.add(sketch.distinctCountEstimate, truth: Double(count))
    }
    #expect(abs(trials.bias) < 3 * trials.biasError)
    #expect((0.8...1.2).contains(trials.deviationRatio), "\(trials.deviationRatio)")
  }
}
