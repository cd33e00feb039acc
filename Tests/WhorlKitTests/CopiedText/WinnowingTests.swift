import Testing

@testable import WhorlKit

@Suite("Winnowed fingerprints and bands")
struct WinnowingTests {
  /// The definition again: of every window the last smallest, each place once.
  private static func twin(_ hashes: [UInt64]) -> [UInt32] {
    guard !hashes.isEmpty else { return [] }
    let width = min(Winnowing.window, hashes.count)
    var places: [Int] = []
    for start in 0...hashes.count - width {
      let window = hashes[start..<start + width]
      if let least = window.min(), let place = window.lastIndex(of: least), places.last != place {
        places.append(place)
      }
    }
    return places.map { UInt32(truncatingIfNeeded: hashes[$0]) }
  }

  @Test("agree with their definition", arguments: [0, 1, 5, 9, 10, 40, 500], [UInt64(1), 2, 3])
  func definition(count: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Few values, so that many are equal.
    let hashes = (0..<count).map { _ in 1 + random.next() % (seed == 3 ? 4 : 1 << 40) }
    var seeds: [UInt32] = []
    Winnowing.appendSeeds(of: hashes.span, to: &seeds)
    #expect(seeds == Self.twin(hashes))
  }

  @Test("are shared by all documents with a run of sixteen words", arguments: UInt64(1)...60)
  func guarantee(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in "w\(random.next() % 5000)" }.joined(separator: " ")
    }
    let run = text(Winnowing.guaranteedRun)
    let documents = [
      InventedDocument(text: text(50) + " " + run + " " + text(30)),
      InventedDocument(text: text(7) + " " + run + " " + text(60)),
    ]
    let digests = try InventedDocument.digests(documents)
    #expect(!InventedDocument.seeds(digests, 0).isDisjoint(with: InventedDocument.seeds(digests, 1)))
  }

  @Test(
    "plans are those of least cost", arguments: [(0.05, 128, 1), (0.3, 64, 2), (0.5, 42, 3), (0.8, 18, 7)])
  func plan(_ row: (threshold: Double, bands: Int, rows: Int)) throws {
    let plan = try BandPlan(threshold: row.threshold, falseNegativeWeight: 0.98)
    #expect(plan.bands == row.bands && plan.rows == row.rows)
    #expect(plan.candidateProbability(jaccard: 1) == 1)
    #expect(plan.candidateProbability(jaccard: 0) < 1e-12)
  }

  @Test("as many bands must agree as leave a miss of a twentieth at the threshold")
  func requiredBands() throws {
    let plan = try BandPlan(threshold: 0.05, falseNegativeWeight: 0.98)
    let required = plan.requiredBands(jaccard: 0.05)
    #expect(required == 3)
    #expect(plan.candidateProbability(jaccard: 0.05, required: required) >= 0.95)
    #expect(plan.candidateProbability(jaccard: 0.05, required: required + 1) < 0.95)
  }

  @Test(
    "thresholds and weights that are none are refused",
    arguments: [(0.0, 0.5), (1.5, 0.5), (.nan, 0.5), (0.5, 2)])
  func refusal(_ pair: (Double, Double)) {
    #expect(throws: CopiedTextError.self) { try BandPlan(threshold: pair.0, falseNegativeWeight: pair.1) }
  }

  @Test(
    "Holm's adjustment",
    arguments: [([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]), ([], []), ([0.9, 0.8], [1, 1])])
  func holm(_ row: ([Double], [Double])) {
    let adjusted = HolmAdjustment.adjusted(row.0)
    #expect(zip(adjusted, row.1).allSatisfy { abs($0 - $1) < 1e-12 } && adjusted.count == row.1.count)
  }
}
