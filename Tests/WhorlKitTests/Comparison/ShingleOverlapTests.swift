import Testing

@testable import WhorlKit

@Suite("The overlap of shingles")
struct ShingleOverlapTests {
  /// Documents of words that hardly ever meet twice.
  private func documents(_ count: Int, seed: UInt64) -> [(text: [UInt8], prompt: [UInt8])] {
    (0..<count).map { index in
      var random = SplitMix64(seed: seed &* 1000 &+ UInt64(index))
      let words = (0..<100).map { _ in WritingHabit.contentWord(&random) }
      return (Array(words.joined(separator: " ").utf8), Array("\(index)".utf8))
    }
  }

  private func overlaps(
    _ suspect: [(text: [UInt8], prompt: [UInt8])], _ reference: [(text: [UInt8], prompt: [UInt8])]
  ) throws -> [ShingleOverlap] {
    let questioned = try InventedCorpus(suspect).fingerprint()
    let known = try InventedCorpus(reference).fingerprint()
    return try ShingleOverlap.overlaps(of: questioned.sketches, in: known.sketches)
  }

  @Test("is 1 for documents that the reference holds")
  func copied() throws {
    let reference = documents(60, seed: 1)
    let overlaps = try overlaps(Array(reference.prefix(20)), reference)
    #expect(overlaps.map(\.shingle) == [.five, .eight])
    for overlap in overlaps {
      #expect(overlap.containmentEstimate?.value == 1)
      let jaccard = try #require(overlap.jaccardEstimate)
      #expect(abs(jaccard.value - 1.0 / 3) < 4 * jaccard.standardError)
    }
    for overlap in try self.overlaps(reference, reference) { #expect(overlap.jaccardEstimate?.value == 1) }
  }

  @Test("is about 0 for others' documents")
  func unrelated() throws {
    for overlap in try overlaps(documents(20, seed: 2), documents(60, seed: 3)) {
      #expect(try #require(overlap.containmentEstimate).value == 0)
      #expect(try #require(overlap.jaccardEstimate).value == 0)
    }
  }

  @Test("is the share that was copied, within four standard errors", arguments: [0.25, 0.5, 0.75])
  func partly(_ share: Double) throws {
    // More shingles than a sketch keeps, so that some are sampled away.
    let reference = documents(150, seed: 4)
    let copied = Int(share * 80)
    let suspect = Array(reference.prefix(copied)) + documents(80 - copied, seed: 5)
    for overlap in try overlaps(suspect, reference) {
      let estimate = try #require(overlap.containmentEstimate)
      #expect(estimate.standardError > 0)
      #expect(abs(estimate.value - share) < 4 * estimate.standardError)
    }
  }

  @Test("is not known for a suspect without shingles")
  func none() throws {
    let short = [(text: Array("four words are few".utf8), prompt: Array("p".utf8))]
    for overlap in try overlaps(short, documents(2, seed: 6)) {
      #expect(overlap.containmentEstimate == nil)
      #expect(overlap.jaccardEstimate?.value == 0)
    }
    for overlap in try overlaps(short, short) { #expect(overlap.jaccardEstimate == nil) }
  }
}
