public import WhorlKit

/// The calibration that a suspect's likelihood ratios rest on.
public struct CalibrationSummary: Sendable, Equatable {
  /// Models that it rests on.
  public var models: Int
  /// Pairs of different models that it rests on.
  public var pairs: Int
  /// The smallest log₁₀ LR that is claimed.
  public var lowerBound: Double
  /// The largest log₁₀ LR that is claimed.
  public var upperBound: Double
  /// Models that were left out of it because they are part of the case.
  public var excluded: [String]
  /// Models that are part of the case and could not be left out.
  public var kept: [String]
  /// How intervals were found.
  public var intervalMethod: IntervalMethod

  /// A calibration.
  public init(
    models: Int, pairs: Int, lowerBound: Double, upperBound: Double, excluded: [String] = [],
    kept: [String] = [], intervalMethod: IntervalMethod
  ) {
    self.models = models
    self.pairs = pairs
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.excluded = excluded
    self.kept = kept
    self.intervalMethod = intervalMethod
  }
}
