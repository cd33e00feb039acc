/// What a comparison is evidence of: a calibrated likelihood ratio, or the reason why there is none.
///
/// Made by ``Assessment`` only, which names the calibration that it rests on.
public struct Evidence: Sendable {
  /// The comparison of raw scores that goes with it.
  public let comparison: Comparison
  /// The style score, in nats before calibration: it ranks and is no evidence.
  public let score: Double
  /// log₁₀ of the likelihood ratio that the suspect is the reference's model and not another; nil where
  /// none holds.
  public let log10LR: Double?
  /// Why there is no ratio; nil where there is one.
  public let absence: RatioAbsence?
  /// Whether the reference is unlike the kind of text that the case is judged as.
  public let isReferenceUnusual: Bool
  /// Whether the ratio rests on the rules as well.
  public var isFused: Bool { ratio?.fused != nil }
  /// The 95 % interval of it over the suspect's documents; nil where there is none.
  public let interval: ClosedRange<Double>?
  /// The same score and ratio from each channel alone.
  public let channels: [ChannelEvidence]
  /// How much the mixes of prompts differ that suspect and reference answer; nil where that is not known, and the ratio
  /// does not allow for it.
  public let promptShift: PromptShift?
  /// What the ratio was found by; nil where no calibration holds.
  let ratio: ReferenceRatio?
  /// What it is ranked by.
  let rank: Double

  /// The evidence of one channel alone.
  public struct ChannelEvidence: Sendable {
    /// The channel.
    public let name: String
    /// Its style score.
    public let score: Double
    /// Its calibrated ratio; nil where no calibration holds.
    public let log10LR: Double?
  }

  /// The calibrated log₁₀ LR that another score of the style would have been worth, the rules' being what it is; nil
  /// where no calibration holds.
  public func log10LR(ofScore score: Double, documents: Double) -> Double? {
    ratio?.log10LR(score: score, documents: documents)
  }

  /// The ratio in words; nil where there is none.
  public var support: String? {
    log10LR.flatMap { try? EvidenceScale(log10LR: $0).label }
  }
}
