public import WhorlKit

/// One suspect against one reference, in a ``CompareReport``.
public struct ComparisonResult: Sendable {
  /// The reference's name.
  public var reference: String
  /// The reference's documents.
  public var documents: UInt64
  /// log₁₀ of the calibrated likelihood ratio; nil where none holds.
  public var log10LR: Double?
  /// Why there is no ratio; nil where there is one.
  public var absence: RatioAbsence?
  /// Whether the reference is unlike the kind of text that the case is judged as.
  public var isReferenceUnusual: Bool
  /// Its 95 % interval; nil where there is none.
  public var interval: ClosedRange<Double>?
  /// Whether the ratio rests on the rules as well.
  public var usesRules: Bool
  /// How much the mixes of prompts differ that the two answer; nil where that is not known.
  public var promptShift: PromptShift?
  /// The ratio in words, as in `whorl.score/1`: `none given` without a ratio, `uncalibrated` without a
  /// background.
  public var support: String
  /// The score before calibration, which ranks and is no evidence.
  public var rawScore: Double
  /// The same from each channel alone.
  public var channels: [ChannelResult]
  /// The estimated share of the suspect's distinct 8-word shingles that the reference holds; nil if too
  /// little is kept to say.
  public var copiedEstimate: SketchEstimate?
  /// What drives the score; nil where it was not asked for.
  public var explanation: ComparisonExplanation?
  /// How rates of rule hits differ between suspect and reference; empty where no pack was asked for.
  public var rateGaps: [RateGap]
  /// How alike the two word their refusals; nil where that was not asked for, or a side has too few.
  public var phrasing: RefusalGap.Phrasing?

  /// A comparison.
  public init(
    reference: String, documents: UInt64, log10LR: Double?, absence: RatioAbsence? = nil,
    isReferenceUnusual: Bool = false,
    interval: ClosedRange<Double>? = nil,
    usesRules: Bool = false, promptShift: PromptShift? = nil, support: String, rawScore: Double,
    channels: [ChannelResult] = [],
    copiedEstimate: SketchEstimate? = nil, explanation: ComparisonExplanation? = nil,
    rateGaps: [RateGap] = [], phrasing: RefusalGap.Phrasing? = nil
  ) {
    self.reference = reference
    self.documents = documents
    self.log10LR = log10LR
    self.absence = absence
    self.isReferenceUnusual = isReferenceUnusual
    self.interval = interval
    self.usesRules = usesRules
    self.promptShift = promptShift
    self.support = support
    self.rawScore = rawScore
    self.channels = channels
    self.copiedEstimate = copiedEstimate
    self.explanation = explanation
    self.rateGaps = rateGaps
    self.phrasing = phrasing
  }
}
