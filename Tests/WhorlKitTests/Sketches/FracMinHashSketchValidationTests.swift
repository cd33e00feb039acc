import Testing
import WhorlKit

@Suite struct FracMinHashSketchValidationTests {
  @Test("stored content round-trips", arguments: [0, 10, 256, 5000])
  func roundTrip(count: Int) throws {
    let sketch = try SketchTestSets.fracMinHash(SketchTestSets.hashes(count, seed: 8) + [0, .max])
    let restored = try FracMinHashSketch(
      validating: sketch.hashes, scaleExponent: sketch.scaleExponent, capacity: sketch.capacity,
      shingleLength: sketch.shingleLength)
    #expect(restored == sketch)
    #expect(restored.hashes == sketch.hashes)
  }

  @Test(
    "content that no set produces is refused",
    arguments: [
      ([5, 4], 0, 16, 5, .hashNotAscending(index: 1)),
      ([4, 4], 0, 16, 5, .hashNotAscending(index: 1)),
      ([0, 1, 0], 64, 16, 5, .hashAboveThreshold(index: 1)),
      ([1, 1 << 63], 1, 16, 5, .hashAboveThreshold(index: 1)),
      ([.max], 1, 16, 5, .hashAboveThreshold(index: 0)),
      (Array(0...16), 0, 16, 5, .hashCount(17, capacity: 16)),
      ([], -1, 16, 5, .scaleExponent(-1)),
      ([], 65, 16, 5, .scaleExponent(65)),
      ([], .max, 16, 5, .scaleExponent(.max)),
      ([], .min, 16, 5, .scaleExponent(.min)),
      ([], 0, 15, 5, .capacity(15)),
      ([], 0, -1, 5, .capacity(-1)),
      ([], 0, .max, 5, .capacity(.max)),
      ([], 0, 16, 0, .shingleLength(0)),
      ([], 0, 16, .min, .shingleLength(.min)),
    ] as [([UInt64], Int, Int, Int, InvalidSketch)])
  func hostile(
    hashes: [UInt64], exponent: Int, capacity: Int, length: Int, expected: InvalidSketch
  ) {
    #expect(throws: expected) {
      try FracMinHashSketch(
        validating: hashes, scaleExponent: exponent, capacity: capacity, shingleLength: length)
    }
    #expect(!expected.description.contains("\n"))
    #expect(!expected.description.isEmpty)
  }

  @Test("the extreme exponents 0 and 64 are legal")
  func extremes() throws {
    let finest = try FracMinHashSketch(
      validating: [0, .max], scaleExponent: 0, capacity: 16, shingleLength: 5)
    #expect(finest.hashes == [0, .max])
    var coarsest = try FracMinHashSketch(
      validating: [0], scaleExponent: 64, capacity: 16, shingleLength: 5)
    coarsest.insert(1)
    #expect(coarsest.hashes == [0])
  }

  @Test("hashes that collide in every slot are kept right")
  func collidingHashes() throws {
    let hashes = (0..<1500).map { UInt64($0) << 48 | 1 }
    let sketch = try FracMinHashSketch(
      validating: hashes, scaleExponent: 0, capacity: 2000, shingleLength: 5)
    #expect(sketch.hashes == hashes)
    #expect(try sketch.jaccardEstimate(with: sketch)?.value == 1)
  }
}
