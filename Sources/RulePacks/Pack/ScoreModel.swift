/// A logistic model of class scores.
///
/// The score is 1 / (1 + exp(−(*intercept* + Σ *coefficient* × *class score*))).
public struct ScoreModel: Sendable, Equatable {
  /// The score's name.
  public let name: String
  /// The logit of a text without hits.
  public let intercept: Double
  /// The coefficient of each class, in the order of the pack.
  public let coefficients: [(name: String, value: Double)]
  /// The labels of texts whose score should be 1.
  public let positiveLabels: [String]
  /// Where the score stands in the pack.
  public let place: PackPlace

  /// Whether all parts are equal.
  public static func == (a: ScoreModel, b: ScoreModel) -> Bool {
    a.name == b.name && a.intercept == b.intercept && a.positiveLabels == b.positiveLabels
      && a.coefficients.elementsEqual(b.coefficients) { $0 == $1 }
  }
}
