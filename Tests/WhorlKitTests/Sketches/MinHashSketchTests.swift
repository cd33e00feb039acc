import Testing
import WhorlKit

@Suite struct MinHashSketchTests {
  @Test("each bin holds the smallest hash that has the bin number in its top bits")
  func agreesWithDefinition() throws {
    let hashes = SketchTestSets.hashes(700, seed: 1)
    let sketch = try SketchTestSets.minHash(hashes, bins: 64)
    for bin in 0..<64 {
      let smallest = hashes.filter { $0 >> 58 == UInt64(bin) }.min()
      #expect(sketch.values[bin] == smallest ?? MinHashSketch.emptyBin)
    }
  }

  @Test("order and repetition of insertions do not matter")
  func function() throws {
    let hashes = SketchTestSets.hashes(500, seed: 2)
    let sketch = try SketchTestSets.minHash(hashes)
    #expect(try SketchTestSets.minHash(hashes.reversed() + hashes) == sketch)
  }

  @Test("the Jaccard estimate of a sketch with itself is 1, and the estimate is symmetric")
  func reflexiveAndSymmetric() throws {
    let (a, b) = SketchTestSets.pair(union: 900, jaccard: 0.4, seed: 3)
    let sketchA = try SketchTestSets.minHash(a)
    let sketchB = try SketchTestSets.minHash(b)
    let itself = try #require(try sketchA.jaccardEstimate(with: sketchA))
    #expect(itself.value == 1)
    #expect(itself.standardError > 0)
    #expect(itself.support == sketchA.values.filter { $0 != MinHashSketch.emptyBin }.count)
    #expect(try sketchA.jaccardEstimate(with: sketchB) == sketchB.jaccardEstimate(with: sketchA))
  }

  @Test("the union is the sketch of the concatenation, commutative and associative")
  func union() throws {
    let sets = (0..<3).map { SketchTestSets.hashes(200, seed: UInt64(10 + $0)) }
    let sketches = try sets.map { try SketchTestSets.minHash($0) }
    let whole = try SketchTestSets.minHash(sets.joined())
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      var union = sketches[order[0]]
      try union.formUnion(sketches[order[1]])
      try union.formUnion(sketches[order[2]])
      #expect(union == whole)
    }
    var right = sketches[1]
    try right.formUnion(sketches[2])
    try right.formUnion(sketches[0])
    #expect(right == whole)
    var again = whole
    try again.formUnion(whole)
    #expect(again == whole)
  }

  @Test(
    "the estimate is unbiased and its stated error right for large sets",
    arguments: [0.05, 0.3, 0.7, 0.95])
  func statistics(jaccard: Double) throws {
    var trials = EstimatorTrials()
    for trial in 0..<300 {
      let (a, b) = SketchTestSets.pair(union: 3000, jaccard: jaccard, seed: UInt64(1000 + trial))
      let left = try SketchTestSets.minHash(a, bins: 128)
      let right = try SketchTestSets.minHash(b, bins: 128)
      trials.add(try #require(try left.jaccardEstimate(with: right)), truth: jaccard)
    }
    #expect(abs(trials.bias) < 3 * trials.biasError)
    #expect((0.8...1.2).contains(trials.deviationRatio), "\(trials.deviationRatio)")
  }

  @Test("the stated error is conservative for sets that are not much larger than the sketch")
  func conservative() throws {
    var trials = EstimatorTrials()
    for trial in 0..<300 {
      let (a, b) = SketchTestSets.pair(union: 300, jaccard: 0.3, seed: UInt64(5000 + trial))
      let left = try SketchTestSets.minHash(a, bins: 256)
      let right = try SketchTestSets.minHash(b, bins: 256)
      trials.add(try #require(try left.jaccardEstimate(with: right)), truth: 0.3)
    }
    #expect(abs(trials.bias) < 3 * trials.biasError)
    // √((f − m) / (f − 1)) with about m = 177 of 256 bins and f = 300 elements is 0.64.
    #expect((0.5...0.8).contains(trials.deviationRatio), "\(trials.deviationRatio)")
  }

  @Test("with bins that are empty in both sets, the estimate rests on the others")
  func emptyBins() throws {
    let a = try SketchTestSets.minHash([1 << 60, 2 << 60, 3 << 60], bins: 16)
    let b = try SketchTestSets.minHash([1 << 60, 2 << 60 | 1, 4 << 60], bins: 16)
    let estimate = try #require(try a.jaccardEstimate(with: b))
    #expect(estimate.support == 4)
    #expect(estimate.value == 0.25)
    #expect(estimate.standardError == (0.25 * 0.75 / 4).squareRoot())
  }

  @Test("two empty sets have no Jaccard similarity; an empty and another one have 0")
  func empty() throws {
    let empty = try MinHashSketch(shingleLength: 5)
    #expect(try empty.jaccardEstimate(with: empty) == nil)
    let other = try SketchTestSets.minHash(SketchTestSets.hashes(50, seed: 4))
    #expect(try empty.jaccardEstimate(with: other)?.value == 0)
  }

  @Test("sketches of other parameters are refused, and named")
  func mismatch() throws {
    let sketch = try MinHashSketch(bins: 256, shingleLength: 5)
    let shorter = try MinHashSketch(bins: 256, shingleLength: 3)
    let smaller = try MinHashSketch(bins: 128, shingleLength: 5)
    #expect(throws: SketchMismatch(field: .shingleLength, left: 5, right: 3)) {
      try sketch.jaccardEstimate(with: shorter)
    }
    var union = sketch
    #expect(throws: SketchMismatch(field: .bins, left: 256, right: 128)) { try union.formUnion(smaller) }
    #expect(
      SketchMismatch(field: .bins, left: 256, right: 128).description
        == "sketches differ in number of bins: 256 and 128; rebuild both with the same value")
  }

  @Test("impossible numbers of bins are refused", arguments: [-16, 0, 1, 8, 17, 255, 131_072, .max])
  func badBins(bins: Int) {
    #expect(throws: InvalidSketch.bins(bins)) { try MinHashSketch(bins: bins, shingleLength: 5) }
  }

  @Test("impossible shingle lengths are refused", arguments: [Int.min, -1, 0, 256, .max])
  func badShingleLength(length: Int) {
    #expect(throws: InvalidSketch.shingleLength(length)) { try MinHashSketch(shingleLength: length) }
  }

  @Test("stored values round-trip, and values that no set produces are refused")
  func validation() throws {
    let sketch = try SketchTestSets.minHash(SketchTestSets.hashes(100, seed: 5), bins: 64)
    #expect(try MinHashSketch(validating: sketch.values, shingleLength: 5) == sketch)
    #expect(throws: InvalidSketch.bins(63)) {
      try MinHashSketch(validating: Array(sketch.values.dropLast()), shingleLength: 5)
    }
    #expect(throws: InvalidSketch.bins(0)) { try MinHashSketch(validating: [], shingleLength: 5) }
    for (index, value) in [(0, UInt64.max - 1), (63, 0), (31, 32 << 58), (31, (31 << 58) - 1)] {
      var values = sketch.values
      values[index] = value
      #expect(throws: InvalidSketch.valueInWrongBin(index: index)) {
        try MinHashSketch(validating: values, shingleLength: 5)
      }
    }
  }

  @Test("the extreme hashes 0 and 2⁶⁴ − 1 are safe")
  func extremes() throws {
    let sketch = try SketchTestSets.minHash([0, .max], bins: 65536)
    #expect(sketch.values[0] == 0)
    #expect(sketch.values.dropFirst().allSatisfy { $0 == MinHashSketch.emptyBin })
  }
}
