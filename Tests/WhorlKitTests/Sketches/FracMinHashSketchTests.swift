import Testing
import WhorlKit

@Suite struct FracMinHashSketchTests {
  /// The definition, slowly.
  private func definition(_ hashes: [UInt64], capacity: Int) -> (exponent: Int, hashes: [UInt64]) {
    let distinct = Set(hashes).sorted()
    var exponent = 0
    var kept = distinct
    while kept.count > capacity {
      exponent += 1
      kept = distinct.filter { exponent < 64 ? $0 < 1 << UInt64(64 - exponent) : $0 == 0 }
    }
    return (exponent, kept)
  }

  @Test("keeps what the definition says", arguments: [0, 1, 15, 16, 17, 40, 400, 3000])
  func agreesWithDefinition(count: Int) throws {
    let hashes = SketchTestSets.hashes(count, seed: UInt64(count))
    for capacity in [16, 256] {
      let sketch = try SketchTestSets.fracMinHash(hashes + hashes, capacity: capacity)
      let expected = definition(hashes, capacity: capacity)
      #expect(sketch.scaleExponent == expected.exponent)
      #expect(sketch.hashes == expected.hashes)
      #expect(sketch.count == expected.hashes.count)
    }
  }

  @Test("small consecutive hashes, which no threshold halves, are counted right")
  func crowdedHashes() throws {
    for count in [16, 17, 100, 1000] {
      let hashes = (0..<UInt64(count)).reversed().map { $0 }
      let sketch = try SketchTestSets.fracMinHash(hashes, capacity: 16)
      let expected = definition(hashes, capacity: 16)
      #expect(sketch.scaleExponent == expected.exponent)
      #expect(sketch.hashes == expected.hashes)
    }
  }

  @Test("order, repetition, chunks and merge order do not matter", arguments: 0..<20)
  func function(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 20 + random.index(below: 1500)
    let hashes = SketchTestSets.hashes(count, seed: 77 + seed)
    let whole = try SketchTestSets.fracMinHash(hashes, capacity: 64)
    let repeats = (0..<count).map { _ in hashes[random.index(below: count)] }
    #expect(try SketchTestSets.fracMinHash(repeats + hashes.reversed(), capacity: 64) == whole)

    var parts: [FracMinHashSketch] = []
    var rest = hashes.shuffled(using: &random)[...]
    while !rest.isEmpty {
      let size = 1 + random.index(below: 400)
      parts.append(try SketchTestSets.fracMinHash(rest.prefix(size), capacity: 64))
      rest = rest.dropFirst(size)
    }
    while parts.count > 1 {
      let other = parts.remove(at: random.index(below: parts.count))
      let index = random.index(below: parts.count)
      try parts[index].formUnion(other)
    }
    #expect(parts[0] == whole)
    #expect(parts[0].hashes == whole.hashes)
  }

  @Test("the union is the sketch of the concatenation, commutative, associative and idempotent")
  func union() throws {
    let sets = [40, 500, 3000].map { SketchTestSets.hashes($0, seed: UInt64($0)) }
    let sketches = try sets.map { try SketchTestSets.fracMinHash($0) }
    let whole = try SketchTestSets.fracMinHash(sets.joined())
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      var left = sketches[order[0]]
      try left.formUnion(sketches[order[1]])
      try left.formUnion(sketches[order[2]])
      #expect(left == whole)
      var tail = sketches[order[1]]
      try tail.formUnion(sketches[order[2]])
      var right = sketches[order[0]]
      try right.formUnion(tail)
      #expect(right == whole)
    }
    var again = whole
    try again.formUnion(whole)
    #expect(again == whole)
  }

  @Test("a copy does not change with its original")
  func valueSemantics() throws {
    var sketch = try SketchTestSets.fracMinHash(SketchTestSets.hashes(100, seed: 1))
    let copy = sketch
    sketch.insert(5)
    #expect(copy.count == 100)
    #expect(sketch.count == 101)
    #expect(sketch != copy)
  }

  @Test("downsampling gives the sketch with that least exponent, and never a finer one")
  func downsampling() throws {
    let hashes = SketchTestSets.hashes(800, seed: 6)
    let sketch = try SketchTestSets.fracMinHash(hashes)
    #expect(sketch.scaleExponent == 2)
    let coarse = sketch.downsampled(toExponent: 5)
    #expect(coarse.scaleExponent == 5)
    #expect(coarse.hashes == hashes.filter { $0 < 1 << 59 }.sorted())
    #expect(sketch.downsampled(toExponent: 2) == sketch)
    #expect(sketch.downsampled(toExponent: -7) == sketch)
    #expect(sketch.downsampled(toExponent: .max).scaleExponent == 64)
    #expect(sketch.downsampled(toExponent: .max).count == 0)
    let parts = try [hashes[..<300], hashes[300...]].map {
      try SketchTestSets.fracMinHash($0).downsampled(toExponent: 5)
    }
    var union = parts[0]
    try union.formUnion(parts[1])
    #expect(union == coarse)
  }

  @Test("sketches of other parameters are refused, and named")
  func mismatch() throws {
    let sketch = try FracMinHashSketch(capacity: 64, shingleLength: 5)
    let shorter = try FracMinHashSketch(capacity: 64, shingleLength: 3)
    var larger = try FracMinHashSketch(capacity: 128, shingleLength: 5)
    let length = SketchMismatch(field: .shingleLength, left: 5, right: 3)
    #expect(throws: length) { try sketch.jaccardEstimate(with: shorter) }
    #expect(throws: length) { try sketch.containmentEstimate(in: shorter) }
    #expect(throws: length) {
      var union = sketch
      try union.formUnion(shorter)
    }
    #expect(throws: SketchMismatch(field: .capacity, left: 128, right: 64)) {
      try larger.formUnion(sketch)
    }
  }
}
