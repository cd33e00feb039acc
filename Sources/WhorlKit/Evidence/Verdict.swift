/// What a case amounts to, in one word and the references it concerns.
public struct Verdict: Sendable, Equatable {
  /// The possible verdicts. The raw values are those of reports.
  public enum Kind: String, CaseIterable, Sendable {
    /// The suspect is consistent with one reference.
    case match
    /// The suspect is consistent with several references, best first.
    case cluster
    /// There is not enough text to say.
    case inconclusive
    /// The suspect is consistent with no reference.
    case none
    /// The suspect is unlike anything that the background has seen.
    case outOfDomain
  }

  /// The verdict.
  public let kind: Kind
  /// The references that it names, best first.
  public let references: [String]
  /// Whether it rests on a calibration. Without one it is a reading of raw scores.
  public let isCalibrated: Bool
  /// Why, in one sentence.
  public let reason: String

  /// The documents that a verdict needs.
  public static let leastDocuments: UInt64 = 5
  /// The tokens that a verdict needs.
  public static let leastTokens: UInt64 = 800

  /// The verdict without calibration: which references the suspect scores like, by the rule of
  /// ``SelfConsistency/threshold``.
  ///
  /// - Parameter comparisons: The comparisons with all references, best first.
  public init(uncalibrated comparisons: [Comparison], suspect: FingerprintHeader) {
    isCalibrated = false
    if suspect.documents < Self.leastDocuments || suspect.tokens < Self.leastTokens {
      kind = .inconclusive
      references = []
      reason =
        "\(suspect.documents) documents with \(suspect.tokens) tokens are too little: "
        + "a verdict needs \(Self.leastDocuments) documents and \(Self.leastTokens) tokens"
      return
    }
    let consistent = comparisons.filter(\.isConsistent).map(\.reference.name)
    references = consistent
    switch consistent.count {
    case 0:
      if comparisons.allSatisfy({ $0.consistency.threshold == nil }) {
        kind = .inconclusive
        reason = "no reference has documents in both prompt halves, so none can be compared with itself"
      } else {
        kind = .none
        reason = "the suspect does not score against any reference as that reference does against itself"
      }
    case 1:
      kind = .match
      reason = "the suspect scores against it as the reference does against itself"
    default:
      kind = .cluster
      reason = "the suspect scores against each of them as they do against themselves"
    }
  }
}
