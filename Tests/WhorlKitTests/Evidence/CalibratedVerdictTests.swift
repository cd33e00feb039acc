import Testing

@testable import WhorlKit

@Suite("The verdict with calibration")
struct CalibratedVerdictTests {
  private func evidence(
    _ name: String, _ log10LR: Double?, absence: RatioAbsence = .uncalibrated, rank: Double? = nil
  ) throws -> Evidence {
    var header = try InventedCorpus([]).fingerprint(name).header
    header.documents = 40
    let half = PresenceCounts(documents: 10, counts: [8, 2])
    let comparison = Comparison(
      reference: header, rawScore: 1, halfScores: [1, 1],
      consistency: SelfConsistency(halves: [half, half], population: [0.5, 0.5], others: []), overlaps: [])
    return Evidence(
      comparison: comparison, score: 1, log10LR: log10LR, absence: log10LR == nil ? absence : nil,
      isReferenceUnusual: false,
      interval: nil, channels: [], promptShift: nil, ratio: nil, rank: rank ?? log10LR ?? 0)
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
      (2.5, outside, [], .outOfDomain, []),
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

  @Test("says of a text out of domain which kind it is of, where the background knows")
  func otherKind() throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (50, 8000)
    func reason(_ other: DomainStatus.KnownKind?) throws -> String {
      let distance = DomainStatus.Distance(value: 2, limit: 1, other: other)
      return Verdict(
        [try evidence("a", nil, absence: .suspectOutside)], suspect: suspect,
        domain: .home(suspectOutside: distance), linked: []
      ).reason
    }
    #expect(try reason(.named("stories")).contains("of the kind 'stories'"))
    #expect(try reason(.home).contains("of the kind that the background was made of"))
    #expect(try reason(nil).contains("unlike any that the background knows"))
  }

  @Test("is not none where the text scores highest against a reference for which no ratio holds")
  func bestWithoutRatio() throws {
    var suspect = try InventedCorpus([]).fingerprint("suspect").header
    (suspect.documents, suspect.tokens) = (50, 8000)
    func verdict(_ ratio: Double, _ absence: RatioAbsence, rank: Double) throws -> Verdict {
      let all = [try evidence("a", nil, absence: absence, rank: rank), try evidence("b", ratio)]
      return Verdict(
        all.sorted { $0.rank > $1.rank }, suspect: suspect, domain: Self.inside, linked: [])
    }
    let small = try verdict(-1, .referenceTooSmall, rank: 3)
    #expect(small.kind == .inconclusive && small.references.isEmpty)
    #expect(small.reason.contains("it has too little text"))
    #expect(try verdict(-1, .referenceOutside, rank: 3).reason.contains("of another kind of text"))
    #expect(try verdict(-1, .referenceTooSmall, rank: -3).kind == .none)
    #expect(try verdict(2.5, .referenceTooSmall, rank: 3).references == ["b"])
    let none = Verdict(
      [try evidence("a", nil, absence: .referenceTooSmall)], suspect: suspect, domain: Self.inside, linked: []
    )
    #expect(none.kind == .inconclusive && none.reason.contains("none has as many"))
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
