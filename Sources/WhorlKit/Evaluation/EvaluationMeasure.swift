/// What is measured of likelihood ratios. The raw values are the keys of reports.
public enum EvaluationMeasure: String, CaseIterable, Sendable {
  /// Area under the ROC curve of the scores.
  case auc
  /// Equal error rate.
  case eer
  /// Cost of the likelihood ratios, in bits (``LogLikelihoodRatioCost``).
  case cllr
  /// The least cost that another calibration could have reached, in bits.
  case cllrMin
  /// The share of suspect texts whose own model scores above every other.
  case rank1
  /// True positives at 1 % false alarms.
  case tprAt1
  /// True positives at 0.1 % false alarms.
  case tprAt01
  /// Of different models, the share with a likelihood ratio above 10.
  case falseAlarmsAbove10
  /// The share above 100.
  case falseAlarmsAbove100
  /// Of a model with itself, the share with a likelihood ratio below 1/10: text of a model that evidence
  /// speaks against.
  case missesBelowTenth

  /// The place among all measures.
  var ordinal: Int {
    switch self {
    case .auc: 0
    case .eer: 1
    case .cllr: 2
    case .cllrMin: 3
    case .rank1: 4
    case .tprAt1: 5
    case .tprAt01: 6
    case .falseAlarmsAbove10: 7
    case .falseAlarmsAbove100: 8
    case .missesBelowTenth: 9
    }
  }
}
