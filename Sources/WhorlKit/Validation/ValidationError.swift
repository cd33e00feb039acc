/// Why a measure of accuracy cannot be computed.
public enum ValidationError: Error, Equatable, CustomStringConvertible {
  /// There is no trial of one kind.
  case noTrials(isSame: Bool)
  /// The value at this index is NaN.
  case notANumber(index: Int)
  /// The value at this index is not finite, or is too large for its weight.
  case notFinite(index: Int)
  /// The weight at this index is not a positive finite number.
  case invalidWeight(index: Int)
  /// There are not as many weights as values.
  case unequalCounts(values: Int, weights: Int)
  /// A parameter is outside what its documentation allows.
  case outOfRange(parameter: String, value: Double)
  /// There are too few groups to resample.
  case tooFewGroups(found: Int, required: Int)
  /// The statistic was undefined in too many resampled sets.
  case tooFewReplicates(usable: Int, requested: Int)

  /// What is wrong, where, and what would help.
  public var description: String {
    switch self {
    case .noTrials(let isSame):
      "no \(isSame ? "same" : "different")-source trials: a validation needs trials of both kinds"
    case .notANumber(let index): "value \(index) is not a number: leave the trial out or score it again"
    case .notFinite(let index): "value \(index) is infinite or too large: only finite values can be pooled"
    case .invalidWeight(let index): "weight \(index) is not a positive finite number"
    case .unequalCounts(let values, let weights):
      "\(values) values with \(weights) weights: give one weight for each value"
    case .outOfRange(let parameter, let value): "\(parameter) \(value) is outside its range"
    case .tooFewGroups(let found, let required):
      "\(found) groups of trials: an interval needs at least \(required) to resample"
    case .tooFewReplicates(let usable, let requested):
      "the statistic is defined in only \(usable) of \(requested) resampled sets: add groups of both kinds"
    }
  }
}
