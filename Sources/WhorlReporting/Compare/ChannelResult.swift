/// A comparison from one channel alone.
public struct ChannelResult: Sendable, Equatable {
  /// The channel's name.
  public var name: String
  /// Its log₁₀ LR; nil where no calibration holds.
  public var log10LR: Double?
  /// Its score before calibration.
  public var rawScore: Double

  /// A channel's part.
  public init(name: String, log10LR: Double?, rawScore: Double) {
    self.name = name
    self.log10LR = log10LR
    self.rawScore = rawScore
  }
}
