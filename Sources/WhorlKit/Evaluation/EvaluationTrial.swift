/// One comparison of an evaluation: a suspect text of known source against a reference.
public struct EvaluationTrial: Sendable, Equatable {
  /// The suspect's model, by its place in the evaluation's list.
  public let suspect: Int
  /// The reference's model.
  public let reference: Int
  /// The number of the suspect text. All trials of one text have one number, and no others have it.
  public let draw: Int
  /// The score, uncalibrated; larger speaks for the same source.
  public let score: Double
  /// The calibrated likelihood ratio.
  public let log10LR: Double

  /// Whether both sides are of one model.
  public var isSame: Bool { suspect == reference }

  /// A trial.
  public init(suspect: Int, reference: Int, draw: Int, score: Double, log10LR: Double) {
    self.suspect = suspect
    self.reference = reference
    self.draw = draw
    self.score = score
    self.log10LR = log10LR
  }
}
