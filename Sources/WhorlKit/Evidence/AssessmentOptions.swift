/// What the user chooses of an ``Assessment``.
public struct AssessmentOptions: Sendable {
  /// What is asked.
  public var question = Question.same
  /// The style model: `all`, or `text` to leave format features out.
  public var style = "all"
  /// The seed of the resampling.
  public var seed: UInt64 = 1
  /// Resamples behind an interval.
  public var resamples = 400

  /// The defaults.
  public init() {}
}
