/// One comparison that calibration rests on: a suspect of known source against a reference.
public struct CalibrationTrial: Sendable, Equatable {
  /// The suspect's model, by its place in the background's list.
  public let suspect: Int
  /// The reference's model.
  public let reference: Int
  /// The suspect's documents.
  public let documents: Int
  /// The score of a ``StyleModel`` that has seen neither.
  public let score: Double

  /// A trial.
  public init(suspect: Int, reference: Int, documents: Int, score: Double) {
    self.suspect = suspect
    self.reference = reference
    self.documents = documents
    self.score = score
  }
}
