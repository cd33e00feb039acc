public import WhorlKit

/// The result of `whorl score`: one suspect against its references.
public struct ScoreReport: Sendable {
  let suspect: FingerprintHeader
  /// The comparisons of raw presence scores, best first.
  let comparisons: [Comparison]
  /// The evidence, and the background that it rests on; nil where the scores are uncalibrated.
  let assessment: Assessment?
  let repeatedReferences: [RepeatedReference]
  let background: BackgroundModel?
  let vocabulary: Vocabulary
  let toolVersion: String
  /// How refusals and hedges differ from each reference's.
  let refusalGaps: [RefusalGap]

  /// Which reference's wording the suspect shares on the same prompts; nil where the question does not ask for it.
  let wording: SamePromptWording?

  /// What the case amounts to.
  let verdict: Verdict

  /// A report.
  ///
  /// - Parameters:
  ///   - comparisons: The comparisons with all references, best first.
  ///   - repeatedReferences: References that hold the same outputs under two names.
  ///   - assessment: The evidence that `background` makes of them; nil to report them uncalibrated.
  ///   - refusalGaps: How refusals and hedges differ, a value a reference.
  ///   - wording: Which reference's wording the suspect shares on the same prompts; nil where that is not asked.
  public init(
    suspect: FingerprintHeader, comparisons: [Comparison], assessment: Assessment? = nil,
    repeatedReferences: [RepeatedReference] = [], background: BackgroundModel? = nil,
    vocabulary: Vocabulary, toolVersion: String, refusalGaps: [RefusalGap] = [],
    wording: SamePromptWording? = nil
  ) {
    self.refusalGaps = refusalGaps
    self.wording = wording
    self.suspect = suspect
    self.comparisons = comparisons
    self.assessment = assessment
    self.repeatedReferences = repeatedReferences
    self.background = background
    self.vocabulary = vocabulary
    self.toolVersion = toolVersion
    verdict = assessment?.verdict ?? Verdict(uncalibrated: comparisons, suspect: suspect)
  }
}
