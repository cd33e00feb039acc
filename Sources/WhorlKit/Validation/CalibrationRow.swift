/// One trial for fitting an ``AffineCalibration``.
public struct CalibrationRow: Sendable, Equatable {
  /// The features, the constant included: for `ln LR = α·S + β·S·t + γ·t + δ` they are `[S, S·t, t, 1]`.
  public var features: [Double]
  /// Whether both sides have the same source.
  public var isSame: Bool
  /// How much the trial counts among those of its kind; positive. Only ratios within a kind matter.
  public var weight: Double

  /// A trial with a weight.
  public init(features: [Double], isSame: Bool, weight: Double = 1) {
    self.features = features
    self.isSame = isSame
    self.weight = weight
  }
}
