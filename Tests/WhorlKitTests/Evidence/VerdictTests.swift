import Testing

@testable import WhorlKit

@Suite("The verdict without calibration")
struct VerdictTests {
  /// A comparison with a reference of which one half scores `own` against the other.
  private func comparison(_ name: String, score: Double, hasHalves: Bool = true) throws -> Comparison {
    var header = try InventedCorpus([]).fingerprint(name).header
    header.documents = 40
    let half = PresenceCounts(documents: 10, counts: [8, 2])
    let other = hasHalves ? half : PresenceCounts(documents: 0, counts: [0, 0])
    return Comparison(
      reference: header, rawScore: score, halfScores: [score, score],
      consistency: SelfConsistency(halves: [half, other], population: [0.5, 0.5], others: []), overlaps: [])
  }

  private func suspect(documents: UInt64 = 5, tokens: UInt64 = 800) throws -> FingerprintHeader {
    var header = try InventedCorpus([]).fingerprint("suspect").header
    header.documents = documents
    header.tokens = tokens
    return header
  }

  /// The threshold of every comparison here.
  private func threshold() throws -> Double {
    try #require(try comparison("x", score: 0).consistency.threshold)
  }

  @Test("is none below the threshold, a match at it and a cluster where several reach it")
  func kinds() throws {
    let threshold = try threshold()
    #expect(threshold > 0)
    let below = try comparison("below", score: threshold.nextDown)
    let at = try comparison("at", score: threshold)
    let above = try comparison("above", score: threshold * 2)
    #expect(!below.isConsistent && at.isConsistent && above.isConsistent)
    let cases: [([Comparison], Verdict.Kind, [String])] = [
      ([below], .none, []), ([at, below], .match, ["at"]), ([above, at, below], .cluster, ["above", "at"]),
    ]
    for (comparisons, kind, references) in cases {
      let verdict = Verdict(uncalibrated: comparisons, suspect: try suspect())
      #expect(verdict.kind == kind)
      #expect(verdict.references == references)
      #expect(!verdict.isCalibrated)
      #expect(!verdict.reason.isEmpty)
    }
  }

  @Test(
    "is inconclusive for too little text, whatever the scores",
    arguments: [(4, 10_000), (5, 799), (0, 0), (1, 800)] as [(UInt64, UInt64)])
  func tooLittle(_ documents: UInt64, _ tokens: UInt64) throws {
    let verdict = Verdict(
      uncalibrated: [try comparison("a", score: 9)],
      suspect: try suspect(documents: documents, tokens: tokens))
    #expect(verdict.kind == .inconclusive)
    #expect(verdict.references == [])
    #expect(
      verdict.reason == (documents == 1 ? "1 document" : "\(documents) documents")
        + " with \(tokens) tokens \(documents == 1 ? "is" : "are") too little: "
        + "a verdict needs 5 documents and 800 tokens")
  }

  @Test("is inconclusive where no reference can be compared with itself, and none where one can")
  func noHalves() throws {
    let unknown = try comparison("a", score: 9, hasHalves: false)
    let verdict = Verdict(uncalibrated: [unknown], suspect: try suspect())
    #expect(verdict.kind == .inconclusive)
    #expect(verdict.reason.contains("half") || verdict.reason.contains("halves"))
    let known = try comparison("b", score: 0)
    #expect(Verdict(uncalibrated: [unknown, known], suspect: try suspect()).kind == .none)
    #expect(Verdict(uncalibrated: [], suspect: try suspect()).kind == .inconclusive)
  }

  @Test("names the writer of invented suspects, and nobody where their writer is not among the references")
  func writers() throws {
    let written = try WritingCase.shared.get()
    for (index, writer) in WritingHabit.writers.enumerated() {
      let suspect = try written.suspect(writer, documents: 30, seed: 100)
      let all = try ReferenceSet(written.references, vocabulary: written.vocabulary)
      let verdict = Verdict(uncalibrated: try all.compare(suspect), suspect: suspect.header)
      #expect(verdict.kind == .match)
      #expect(verdict.references == [writer.name])
      var others = written.references
      others.remove(at: index)
      let without = try ReferenceSet(others, vocabulary: written.vocabulary)
      let nobody = Verdict(uncalibrated: try without.compare(suspect), suspect: suspect.header)
      #expect(nobody.kind == .none)
      #expect(nobody.references == [])
    }
  }

  @Test("has the raw values of reports")
  func rawValues() {
    #expect(
      Verdict.Kind.allCases.map(\.rawValue) == ["match", "cluster", "inconclusive", "none", "outOfDomain"])
  }
}
