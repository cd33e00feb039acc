/// From the scores of a case against one reference to a likelihood ratio.
struct ReferenceRatio: Sendable {
  /// The calibration of the style's score alone.
  let style: StyleCalibration
  /// The calibration of both scores, and that of the rules; nil where the rules take no part.
  let fused: (calibration: FusedCalibration, ruleScore: Double)?
  /// How much text the reference has.
  let size: ReferenceSize

  /// The calibrated log₁₀ LR of a score against the reference by a suspect of `documents` documents, with another score
  /// of the rules if there is one.
  func log10LR(score: Double, rules: Double? = nil, documents: Double) -> Double {
    let documents = size.counted(documents)
    guard let fused else { return style.log10LR(score: score, documents: documents) }
    return fused.calibration.log10LR(score: score, rules: rules ?? fused.ruleScore, documents: documents)
  }

  /// What references are ranked by: the log likelihood ratio before caps, in nats.
  func rank(score: Double, documents: Double) -> Double {
    let documents = size.counted(documents)
    guard let fused else { return style.naturalLogLR(score: score, documents: documents) }
    return fused.calibration.fused.naturalLogLR(
      score: fused.calibration.score(score, rules: fused.ruleScore, documents: documents),
      documents: documents)
  }
}
