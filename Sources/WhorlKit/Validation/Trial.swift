/// One comparison whose truth is known: a score, and whether both sides had the same source.
public struct Trial: Sendable, Equatable {
  /// The score; larger speaks for the same source. Measures of likelihood ratios read it as
  /// ln LR. Infinite scores are allowed, NaN is not (``TrialSet`` refuses it).
  public var score: Double
  /// Whether both sides have the same source.
  public var isSame: Bool
  /// What is resampled as one by ``BootstrapInterval``: as a rule the number of the model that the
  /// questioned text comes from. Trials of one model are not independent of each other.
  public var group: Int

  /// A trial of group `group`.
  public init(score: Double, isSame: Bool, group: Int = 0) {
    self.score = score
    self.isSame = isSame
    self.group = group
  }
}
