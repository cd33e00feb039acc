public import WhorlKit

/// What a run of `whorl evaluate` measured of likelihood ratios.
public struct EvaluationReport: Sendable {
  /// How trials were made. The raw values are those of reports.
  public enum Method: String, Sendable {
    /// The trials that a background keeps.
    case background
    /// Trials among the user's corpora.
    case verification
    /// The same with altered suspects.
    case robustness

    /// A sentence for people.
    var summary: String {
      switch self {
      case .background: "families left out, prompts disjoint"
      case .verification:
        "references from one prompt half, suspects of N documents from the other, both directions"
      case .robustness:
        "references from one prompt half, suspects from the other with their texts altered, both directions"
      }
    }
  }

  /// Two models of a cluster.
  public struct Link: Sendable {
    let first: String
    let second: String
    let log10LR: Double

    /// Two models, and the mean log₁₀ LR between opposite prompt halves of them.
    public init(first: String, second: String, log10LR: Double) {
      self.first = first
      self.second = second
      self.log10LR = log10LR
    }
  }

  let method: Method
  let backgroundName: String
  let backgroundDigest: String
  let backgroundModels: Int
  let isCrossValidated: Bool
  let isCalibrationKept: Bool
  let domain: DomainStatus?
  let usesRules: Bool
  let corpora: [EvaluatedCorpus]
  let results: [EvaluationResult]
  let otherMixResults: [EvaluationResult]
  let links: [Link]
  let notes: [String]
  let seed: UInt64
  let replicates: Int
  let toolVersion: String

  /// A report.
  ///
  /// - Parameters:
  ///   - isCrossValidated: Whether the background was trained on the same models, so that its own trials
  ///     are the evaluation.
  ///   - isCalibrationKept: Whether the calibration kept the models that the background has seen.
  ///   - domain: The kind of text that the user's models were taken to write.
  ///   - usesRules: Whether ratios rest on the rules as well.
  ///   - corpora: The user's models; empty where only the background's were compared.
  ///   - otherMixResults: Results where suspects answer prompts of another mix than the references.
  ///   - notes: What else the reader must know, a sentence each.
  public init(
    _ method: Method, background: BackgroundModel, isCrossValidated: Bool = false,
    isCalibrationKept: Bool = false, domain: DomainStatus? = nil, usesRules: Bool = false,
    corpora: [EvaluatedCorpus] = [],
    results: [EvaluationResult], otherMixResults: [EvaluationResult] = [],
    links: [Link], notes: [String] = [],
    seed: UInt64, replicates: Int, toolVersion: String
  ) {
    self.method = method
    backgroundName = background.name
    backgroundModels = background.models.count
    backgroundDigest = background.digest
    self.isCrossValidated = isCrossValidated
    self.isCalibrationKept = isCalibrationKept
    self.domain = domain
    self.usesRules = usesRules
    self.corpora = corpora
    self.results = results
    self.otherMixResults = otherMixResults
    self.links = links
    self.notes = notes
    self.seed = seed
    self.replicates = replicates
    self.toolVersion = toolVersion
  }

  /// What the reader of a background's own trials must know of relatives among them.
  public static func notes(_ allPairs: AllPairsCost) -> [String] {
    guard allPairs.triedRelatives > allPairs.relatives else { return [] }
    func percent(_ share: Double) -> String { NumberText.fixed(100 * share, share < 0.1 ? 1 : 0) + " %" }
    return [
      "Families are left out together, so \(percent(allPairs.triedRelatives)) of the trials of different models are of "
        + "two relatives, which are \(percent(allPairs.relatives)) of all pairs of models. Calibrations count them as the "
        + "latter; tables count each trial alike, and are harder than a model that is met by chance."
    ]
  }

  /// The models that the background has seen.
  var seen: [EvaluatedCorpus] { corpora.filter { $0.seenAs != nil } }
}
