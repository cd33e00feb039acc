/// What a comparison is evidence of: a calibrated likelihood ratio, or the reason why there is none.
///
/// Made by ``Assessment`` only, which names the calibration that it rests on.
public struct Evidence: Sendable {
  /// The comparison of raw scores that goes with it.
  public let comparison: Comparison
  /// The style score, in nats before calibration: it ranks and is no evidence.
  public let score: Double
  /// log₁₀ of the likelihood ratio that the suspect is the reference's model and not another; nil where
  /// no calibration holds.
  public let log10LR: Double?
  /// The 95 % interval of it over the suspect's documents; nil where there is none.
  public let interval: ClosedRange<Double>?
  /// The same score and ratio from each channel alone.
  public let channels: [ChannelEvidence]

  /// The evidence of one channel alone.
  public struct ChannelEvidence: Sendable {
    /// The channel.
    public let name: String
    /// Its style score.
    public let score: Double
    /// Its calibrated ratio; nil where no calibration holds.
    public let log10LR: Double?
  }

  /// The ratio in words; nil where there is none.
  public var support: String? {
    log10LR.flatMap { try? EvidenceScale(log10LR: $0).label }
  }
}
