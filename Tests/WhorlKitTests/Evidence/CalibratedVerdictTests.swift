import Testing

@testable import WhorlKit

@Suite("The verdict with calibration")
struct CalibratedVerdictTests {
  private func evidence(_ name: String, _ log10LR: Double?) throws -> Evidence {
    var header = try InventedCorpus([]).fingerprint(name).header
    header.documents = 40
    let half = PresenceCounts(documents: 10, counts: [8, 2])
    let comparison = Comparison(
      reference: header, rawScore: 1, halfScores: [1, 1],
      consistency: SelfConsistency(halves: [half, half], population: [0.5, 0.5], others: []), overlaps: [])
    return Evidence(comparison: comparison, score: 1, log10LR: log10LR, interval: nil, channels: [])
  }

  private static let outside = DomainStatus.suspectOutside(distance: 2, limit: 1)

  @Test(
    "names a reference from 100 on, calls it possible from 10 on, and else says none or out of domain",
    arguments: [
      (2.0, DomainStatus.inDomain, [], .match, ["a"]),
      (2.0.nextDown, .inDomain, [], .inconclusive, ["a"]),
      (1.0, .inDomain, [], .inconclusive, ["a"]),
      (1.0.nextDown, .inDomain, [], .none, []),
      (2.5, .inDomain, ["b"], .cluster, ["a", "b"]),
      (1.5, .inDomain, ["b"], .inconclusive, ["a"]),
      (0.0, outside, [], .outOfDomain, []),
      (2.5, outside, [], .match, ["a"]),
    ] as [(Double, DomainStatus, Set<String>, Verdict.Kind, [String])])
  func rules(
    _ ratio: Double, _ domain: DomainStatus, _ linked: Set<String>, _ kind: Verdict.Kind, _ names: [String]
  ) throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (5, 800)
    let all = [try evidence("a", ratio), try evidence("b", min(ratio, 0.5)), try evidence("c", -1)]
    let verdict = Verdict(all, suspect: suspect, domain: domain, linked: linked)
    #expect(verdict.kind == kind)
    #expect(verdict.references == names)
    #expect(verdict.isCalibrated)
    #expect(!verdict.reason.isEmpty)
    suspect.documents = 4
    #expect(Verdict(all, suspect: suspect, domain: domain, linked: linked).kind == .inconclusive)
  }

  @Test("is inconclusive and uncalibrated where no ratio holds")
  func noRatio() throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (50, 8000)
    let verdict = Verdict(
      [try evidence("a", nil)], suspect: suspect, domain: .shifted(references: 1, outside: 1), linked: [])
    #expect(verdict.kind == .inconclusive)
    #expect(!verdict.isCalibrated)
    #expect(verdict.references.isEmpty)
  }
}
