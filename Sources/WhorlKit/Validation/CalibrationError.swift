/// Why a calibration cannot be fitted.
public enum CalibrationError: Error, Equatable, CustomStringConvertible {
  /// There are too few trials of one kind.
  case tooFewTrials(isSame: Bool, found: Int, required: Int)
  /// There are no features, not even a constant.
  case noFeatures
  /// A row has another number of features than the first.
  case unequalFeatureCounts(row: Int, found: Int, expected: Int)
  /// A feature of this row is infinite or NaN.
  case notFinite(row: Int)
  /// The weight of this row, or the sum up to it, is not a positive finite number.
  case invalidWeight(row: Int)
  /// A feature is 0 in all rows, or too large to be squared.
  case unusableFeature(index: Int)
  /// A parameter is outside what its documentation allows.
  case outOfRange(parameter: String, value: Double)
  /// A combination of the features separates the two kinds perfectly, so that without a ridge no finite
  /// coefficients are best.
  case separated
  /// The features are linearly dependent, so that without a ridge no single set of coefficients is best.
  case dependentFeatures

  /// What is wrong, where, and what would help.
  public var description: String {
    switch self {
    case .tooFewTrials(let isSame, let found, let required):
      "\(found) \(isSame ? "same" : "different")-source trials: a calibration needs at least \(required)"
    case .noFeatures: "no features: a calibration needs at least a constant"
    case .unequalFeatureCounts(let row, let found, let expected):
      "row \(row) has \(found) features, not \(expected): give all rows the same"
    case .notFinite(let row): "row \(row) has a feature that is not finite: leave the trial out"
    case .invalidWeight(let row): "the weight of row \(row) is not a positive finite number"
    case .unusableFeature(let index):
      "feature \(index) is 0 in all rows or too large: leave it out or rescale it"
    case .outOfRange(let parameter, let value): "\(parameter) \(value) is outside its range"
    case .separated: "the trials are separated perfectly: add trials or use a ridge above 0"
    case .dependentFeatures: "the features are linearly dependent: leave one out or use a ridge above 0"
    }
  }
}
