import Testing

@testable import WhorlKit

@Suite struct DistillationEvidenceTests {
  private static let models = (0..<20).map { "m\($0)" }
  private static let answers = PlantedAnswers(prompts: 205, models: models)
  /// The counts of a student of m7, made once: most laws look at the same case.
  private static let taught = Result { try counts(answers.set()) }

  private static func counts(_ set: CandidateSet, prompts: Int = 205) throws -> OverlapCounts {
    try answers.counts(set, order: Array(0..<prompts)) { prompt in
      answers.student(of: "m7", prompt, share: 0.05)
    }
  }

  private func evidence(seed: UInt64 = 1) throws -> DistillationEvidence {
    DistillationEvidence(
      try Self.taught.get(), candidates: try Self.answers.set(), seed: seed, draws: 40)
  }

  @Test("a student that copies a twentieth of its sentences is ranked to its teacher, and supported")
  func plantedStudent() throws {
    let evidence = try evidence()
    #expect(evidence.comparisons.first?.candidate.name == "m7")
    #expect(evidence.cosineLeader == "m7")
    #expect(evidence.isAgreed)
    #expect(evidence.verdict.kind == .supported)
    #expect(evidence.verdict.leader == "m7")
    #expect(evidence.unrelatedModels == 20)
  }

  @Test("without its teacher among the candidates the same student is not supported")
  func missingTeacher() throws {
    let set = try Self.answers.set(without: "m7")
    let evidence = DistillationEvidence(try Self.counts(set), candidates: set, seed: 1, draws: 40)
    #expect(evidence.comparisons.count == 19)
    #expect(evidence.verdict.kind != .supported)
  }

  @Test("fewer than 200 shared prompts give no verdict and the reason", arguments: [1, 199])
  func fewPrompts(prompts: Int) throws {
    let set = try CandidateSet(["m7", "m8", "m9"].map { TeacherCandidate(name: $0) })
    let counts = try Self.counts(set, prompts: prompts)
    let verdict = DistillationEvidence(counts, candidates: set, seed: 1, draws: 10).verdict
    #expect(verdict.kind == .noVerdict)
    #expect(verdict.leader == nil)
    #expect(verdict.reasons.first?.contains("share \(prompts) prompts") == true)
  }

  @Test("versions of one vendor are not rivals: a copy of the teacher beside it takes nothing away")
  func sameVendor() throws {
    let set = try CandidateSet(
      Self.models.map { TeacherCandidate(name: $0, vendor: $0) }
        + [TeacherCandidate(name: "m7-new", vendor: "m7")])
    var counter = OverlapCounter(set, functionWords: PlantedAnswers.functionWords)
    for prompt in 0..<205 {
      let student = Array(Self.answers.student(of: "m7", prompt, share: 0.05).utf8)
      try counter.addSuspect(student.span)
      for (index, candidate) in set.candidates.enumerated() {
        let model = candidate.name == "m7-new" ? "m7" : candidate.name
        let text = Array(Self.answers.sentences(model, prompt).joined(separator: " ").utf8)
        try counter.add(text.span, of: index)
      }
      counter.finishPrompt()
    }
    let evidence = DistillationEvidence(counter.counts, candidates: set, seed: 1, draws: 40)
    let best = evidence.comparisons.prefix(2)
    #expect(best.map(\.candidate.vendor) == ["m7", "m7"])
    #expect(best.map(\.candidate.name) == ["m7", "m7-new"])
    #expect(evidence.families.first?.name == "m7")
    #expect((evidence.families.first?.margin ?? 0) > 0.1)
    #expect(evidence.verdict.kind == .supported)
  }

  @Test("the same seed gives the same evidence, and the score does not depend on it")
  func seeds() throws {
    let (first, again, other) = (try evidence(), try evidence(), try evidence(seed: 9))
    #expect(first.families == again.families)
    #expect(first.comparisons == other.comparisons)
  }

  @Test("few references are too few to tell how unrelated models score: ranking only")
  func fewReferences() throws {
    let set = try CandidateSet(["m7", "m8", "m9"].map { TeacherCandidate(name: $0) })
    let counts = try Self.counts(set)
    let verdict = DistillationEvidence(counts, candidates: set, seed: 1, draws: 50).verdict
    #expect(verdict.kind == .rankingOnly)
    #expect(verdict.leader == "m7")
    #expect(verdict.reasons.contains { $0.contains("19 are needed") })
  }

  @Test("the p-value counts the suspect's margin itself")
  func pValue() {
    func family(atMargin: Int, of unrelated: Int) -> DistillationFamily {
      DistillationFamily(
        name: "f", vendor: nil, exclusiveOverlap: 1, margin: 1, bootstrapSupport: 1, leadsUnrelated: 0,
        unrelated: unrelated, unrelatedAtMargin: atMargin, unrelatedOfAll: unrelated + 20,
        unrelatedLeadsAtMargin: atMargin)
    }
    #expect(family(atMargin: 0, of: 19).pValue == 0.05)
    #expect(family(atMargin: 0, of: 0).pValue == 1)
    #expect(family(atMargin: 19, of: 19).pValue == 1)
    #expect(family(atMargin: 1, of: 19).leadPValue == 0.05)
  }

  @Test("candidates of one vendor, repeated names and families of two vendors are refused")
  func candidateErrors() {
    #expect(throws: CandidateSetError.oneVendor) {
      try CandidateSet([
        TeacherCandidate(name: "a", vendor: "V"), TeacherCandidate(name: "b", vendor: "V"),
      ])
    }
    #expect(throws: CandidateSetError.repeatedName("a")) {
      try CandidateSet([TeacherCandidate(name: "a"), TeacherCandidate(name: "a")])
    }
    #expect(throws: CandidateSetError.familyOfTwoVendors("f")) {
      try CandidateSet([
        TeacherCandidate(name: "a", vendor: "V", family: "f"),
        TeacherCandidate(name: "b", vendor: "W", family: "f"),
      ])
    }
  }
}
