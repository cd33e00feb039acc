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
    return Evidence(
      comparison: comparison, score: 1, log10LR: log10LR, absence: log10LR == nil ? .uncalibrated : nil,
      interval: nil, channels: [], promptShift: nil,
      ratio: nil,
      rank: log10LR ?? 0)
  }

  private static let outside = DomainStatus.home(
    suspectOutside: DomainStatus.Distance(value: 2, limit: 1))
  private static let inside = DomainStatus.home(suspectOutside: nil)

  @Test(
    "names a reference from 100 on, calls it possible from 10 on, and else says none or out of domain",
    arguments: [
      (2.0, inside, [], .match, ["a"]),
      (2.0.nextDown, inside, [], .inconclusive, ["a"]),
      (1.0, inside, [], .inconclusive, ["a"]),
      (1.0.nextDown, inside, [], .none, []),
      (2.5, inside, ["b"], .cluster, ["a", "b"]),
      (1.5, inside, ["b"], .inconclusive, ["a"]),
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

  @Test("is inconclusive where so few models are known that no ratio of 10 is borne out")
  func lowCap() throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (50, 8000)
    func verdict(_ ratio: Double, outside: DomainStatus.Distance? = nil) throws -> Verdict.Kind {
      Verdict(
        [try evidence("a", ratio)], suspect: suspect,
        domain: .known(name: "stories", models: 12, suspectOutside: outside), linked: [], largestRatio: 0.6
      ).kind
    }
    #expect(try verdict(0.6) == .inconclusive)
    #expect(try verdict(-0.6) == .none)
    #expect(try verdict(0.6, outside: DomainStatus.Distance(value: 2, limit: 1)) == .outOfDomain)
  }

  @Test("is inconclusive and uncalibrated where no ratio holds")
  func noRatio() throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (50, 8000)
    let verdict = Verdict(
      [try evidence("a", nil)], suspect: suspect, domain: .shifted(references: 1, outside: 1, models: 1),
      linked: [])
    #expect(verdict.kind == .inconclusive)
    #expect(!verdict.isCalibrated)
    #expect(verdict.references.isEmpty)
  }
}
