/// What evaluations of a background's own trials would come to if each pair of its models had been tried.
///
/// Families are left out of training together, so that among the trials relatives are met far more often than among all
/// pairs. A calibration counts them as among all pairs (`TrialWeights`), and so does this.
public struct AllPairsCost: Sendable, Equatable {
  /// The share of relatives among the trials of different models.
  public let triedRelatives: Double
  /// Their share among all pairs of the models.
  public let relatives: Double

  private let families: [String]

  /// - Parameters:
  ///   - trials: The background's trials.
  ///   - models: Whose they are.
  init(_ trials: [CalibrationTrial], of models: [BackgroundSource]) {
    let different = trials.filter { !$0.isSame }
    triedRelatives = Double(different.count(where: \.isOfRelatives)) / Double(max(different.count, 1))
    relatives = TrialWeights(trials).shareOfRelatives
    families = models.map(\.family)
  }

  /// The Cllr of `trials` in bits, with relatives counted as among all pairs: what
  /// ``LogLikelihoodRatioCost`` is of trials that all count the same. Nil if only relatives, or none, were tried.
  ///
  /// - Complexity: O(n) in the trials.
  func cllr(of trials: [EvaluationTrial]) -> Double? {
    var (same, related, other) = ((sum: 0.0, count: 0.0), (sum: 0.0, count: 0.0), (sum: 0.0, count: 0.0))
    for trial in trials {
      let ratio = trial.log10LR / ElementaryFunctions.log10e
      if trial.isSame {
        same = (same.sum + ElementaryFunctions.softplus(-ratio), same.count + 1)
      } else if families[trial.suspect] == families[trial.reference] {
        related = (related.sum + ElementaryFunctions.softplus(ratio), related.count + 1)
      } else {
        other = (other.sum + ElementaryFunctions.softplus(ratio), other.count + 1)
      }
    }
    guard same.count > 0, related.count > 0, other.count > 0 else { return nil }
    let different = relatives * related.sum / related.count + (1 - relatives) * other.sum / other.count
    return (same.sum / same.count + different) / 2 / ElementaryFunctions.ln2
  }
}
