/// One comparison that calibration rests on: a suspect of known source against a reference.
public struct CalibrationTrial: Sendable, Equatable {
  /// The suspect's model, by its place in the list of models.
  public let suspect: Int
  /// The reference's model.
  public let reference: Int
  /// The suspect's documents.
  public let documents: Int
  /// The score of a ``StyleModel`` that has seen neither.
  public let score: Double
  /// The score of the rules; nil where it was not kept.
  public let ruleScore: Double?
  /// Whether what the question asks holds of the two: for ``Question/same`` that they are one model, for
  /// ``Question/derived`` that one is derived from the other or both from a third.
  public let isSame: Bool
  /// Whether the suspect answers prompts of another mix than the reference does.
  public let isOtherMix: Bool
  /// Whether the two are different models of one family.
  public let isOfRelatives: Bool

  /// A trial.
  ///
  /// - Parameters:
  ///   - suspect: The number of the suspect's model.
  ///   - reference: The number of the reference's model.
  ///   - documents: How many documents the suspect has.
  ///   - score: The score, before calibration.
  ///   - ruleScore: The score of the rules, if there is one.
  ///   - isSame: Whether what is asked holds; by default, whether the two are one model.
  ///   - isOtherMix: Whether the two answer other mixes of prompts.
  ///   - isOfRelatives: Whether the two are different models of one family.
  public init(
    suspect: Int, reference: Int, documents: Int, score: Double, ruleScore: Double? = nil,
    isSame: Bool? = nil, isOtherMix: Bool = false, isOfRelatives: Bool = false
  ) {
    self.isOfRelatives = isOfRelatives
    self.isOtherMix = isOtherMix
    self.ruleScore = ruleScore
    self.suspect = suspect
    self.reference = reference
    self.documents = documents
    self.score = score
    self.isSame = isSame ?? (suspect == reference)
  }

  /// Whether the suspect can be that of `other`: whether they are of one model, size and mix of prompts.
  func isOfSuspect(of other: CalibrationTrial) -> Bool {
    suspect == other.suspect && documents == other.documents && isOtherMix == other.isOtherMix
  }

  /// The same trial with another score, and none of the rules.
  func scored(_ score: Double) -> CalibrationTrial {
    CalibrationTrial(
      suspect: suspect, reference: reference, documents: documents, score: score, isSame: isSame,
      isOtherMix: isOtherMix, isOfRelatives: isOfRelatives)
  }

  /// The same trial with a score of the rules.
  package func with(ruleScore: Double) -> CalibrationTrial {
    CalibrationTrial(
      suspect: suspect, reference: reference, documents: documents, score: score, ruleScore: ruleScore,
      isSame: isSame, isOtherMix: isOtherMix, isOfRelatives: isOfRelatives)
  }
}
