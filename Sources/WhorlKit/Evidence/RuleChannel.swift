/// The evidence of the channel `rules` in a case: of the references that were scanned with the same packs as the suspect
/// and the background.
struct RuleChannel: Sendable {
  /// How the case is placed.
  let frame: RuleFrame
  /// By the place of a reference: its score; nil where it was not scanned.
  let scores: [Double?]
  private let calibration: StyleCalibration?
  private let documents: Double
  private let styled: StyledCase
  /// By the place of a reference: its place among those that were scanned.
  private let scanned: [Int?]

  /// Nil if the background knows no rules, or the suspect was not scanned with its packs.
  init?(
    suspect: Fingerprint, prepared: PreparedReferences, frame: CaseFrame, background: BackgroundModel
  ) {
    guard let known = background.rules, let style = frame.rules, let sums = known.sums(of: suspect.rules)
    else {
      return nil
    }
    let places = prepared.rulePlaces.compactMap(\.self)
    let styled = StyledCase(
      style, suspect: sums, references: places, placedBy: known.style, isRecentered: frame.isRecentered)
    var next = 0
    let scanned = prepared.rulePlaces.map { place -> Int? in
      guard place != nil else { return nil }
      defer { next += 1 }
      return next
    }
    self.scanned = scanned
    self.styled = styled
    scores = scanned.map { $0.map { styled.scores[$0] } }
    self.frame = RuleFrame(style: style, shift: styled.center)
    calibration = frame.hasRuleRatio ? style.calibration : nil
    documents = Double(sums.documents)
  }

  /// The scores of resampled suspects, by the place of a reference; nil where it was not scanned.
  ///
  /// - Parameter rows: The suspect's documents, as the rules see them.
  func resampledScores(_ rows: [DocumentRow], options: AssessmentOptions) -> [[Double?]] {
    styled.resampledScores(rows, options: options).map { scores in
      scanned.map { $0.map { scores[$0] } }
    }
  }

  /// The evidence for the reference at place `index`; nil if it was not scanned.
  ///
  /// - Parameter size: How much text the reference has; nil where no ratio holds.
  func evidence(_ index: Int, size: ReferenceSize?) -> Evidence.ChannelEvidence? {
    guard let score = scores[index] else { return nil }
    return Evidence.ChannelEvidence(
      name: RuleStyle.name, score: score,
      log10LR: size.flatMap { calibration?.log10LR(score: score, documents: $0.counted(documents)) })
  }
}
