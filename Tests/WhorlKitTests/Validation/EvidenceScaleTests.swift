import Testing
import WhorlKit

@Suite struct EvidenceScaleTests {
  @Test(
    "each step of the scale, for and against",
    arguments: [
      (0.31, .weak), (0.99, .weak), (1, .moderate), (1.99, .moderate), (2, .moderatelyStrong),
      (2.99, .moderatelyStrong), (3, .strong), (3.99, .strong), (4, .veryStrong), (5.99, .veryStrong),
      (6, .extremelyStrong), (40, .extremelyStrong), (.infinity, .extremelyStrong),
    ] as [(Double, EvidenceScale.Strength)])
  func steps(log10LR: Double, strength: EvidenceScale.Strength) throws {
    let supporting = try EvidenceScale(log10LR: log10LR)
    let opposing = try EvidenceScale(log10LR: -log10LR)
    #expect(supporting.strength == strength && supporting.direction == .for)
    #expect(opposing.strength == strength && opposing.direction == .against)
    #expect(supporting.label == strength.words + " for")
    #expect(opposing.label == strength.words + " against")
  }

  @Test("ratios between 1/2 and 2 say nothing", arguments: [0, -0.0, 0.3, -0.3, 1e-300] as [Double])
  func neutral(log10LR: Double) throws {
    let scale = try EvidenceScale(log10LR: log10LR)
    #expect(scale.strength == .none && scale.direction == .neither)
    #expect(scale.label == "no support either way")
  }

  @Test("strengths ascend with the least ratio that has them")
  func ascending() throws {
    let least = EvidenceScale.Strength.allCases.map(\.leastLog10LR)
    #expect(zip(least, least.dropFirst()).allSatisfy { $0 < $1 })
    for strength in EvidenceScale.Strength.allCases {
      #expect(try EvidenceScale(log10LR: strength.leastLog10LR).strength == strength)
    }
  }

  @Test("a sentence names the supported proposition first")
  func sentence() throws {
    let pair = (first: "that A wrote it", alternative: "that another did")
    #expect(
      try EvidenceScale(log10LR: 2.5).sentence(first: pair.first, alternative: pair.alternative)
        == "The findings provide moderately strong support for the proposition that A wrote it, "
        + "relative to the proposition that another did.")
    #expect(
      try EvidenceScale(log10LR: -0.5).sentence(first: pair.first, alternative: pair.alternative)
        == "The findings provide weak support for the proposition that another did, "
        + "relative to the proposition that A wrote it.")
    #expect(
      try EvidenceScale(log10LR: 0).sentence(first: pair.first, alternative: pair.alternative)
        == "The findings do not support one proposition over the other: that A wrote it, "
        + "or that another did.")
  }

  @Test("NaN has no place on the scale")
  func notANumber() {
    #expect(throws: ValidationError.self) { try EvidenceScale(log10LR: .nan) }
  }
}
