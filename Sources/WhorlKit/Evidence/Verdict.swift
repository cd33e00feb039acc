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

  /// Whether there is enough text for a verdict.
  static func isEnough(_ suspect: FingerprintHeader) -> Bool {
    suspect.documents >= leastDocuments && suspect.tokens >= leastTokens
  }

  private static func tooLittle(_ suspect: FingerprintHeader) -> String {
    "\(suspect.documents) documents with \(suspect.tokens) tokens are too little: "
      + "a verdict needs \(leastDocuments) documents and \(leastTokens) tokens"
  }

  /// The verdict from calibrated evidence, best first.
  ///
  /// - Parameters:
  ///   - linked: References that their own prompt halves do not separate from the best one, by so many documents.
  ///   - largestRatio: The largest log₁₀ LR that the calibration claims.
  init(
    _ evidence: [Evidence], suspect: FingerprintHeader, domain: DomainStatus, linked: Set<String>,
    question: Question = .same, largestRatio: Double = .infinity
  ) {
    guard Self.isEnough(suspect) else {
      (kind, references, isCalibrated) = (.inconclusive, [], false)
      reason = Self.tooLittle(suspect)
      return
    }
    guard let best = evidence.first, let ratio = best.log10LR else {
      (kind, references, isCalibrated) = (.inconclusive, [], false)
      reason =
        question == .derived
        ? "descent is calibrated only for the kind of text that the background was made of: scores rank the "
          + "references, and no likelihood ratio holds"
        : "the references are of another kind of text than the background, so that scores rank them and "
          + "no likelihood ratio holds"
      return
    }
    isCalibrated = true
    let name = best.comparison.reference.name
    if ratio >= Assessment.namingThreshold {
      let others = evidence.dropFirst().filter { linked.contains($0.comparison.reference.name) }
      references = [name] + others.map(\.comparison.reference.name)
      kind = others.isEmpty ? .match : .cluster
      reason =
        others.isEmpty
        ? "its likelihood ratio is 100 or more, and no other reference's own text is confused with it"
        : "the likelihood ratio of the first is 100 or more, and the others write so much alike that their "
          + "own texts, in this number of documents, cannot be told from it"
    } else if ratio >= Assessment.possibleThreshold {
      (kind, references) = (.inconclusive, [name])
      reason = "the best likelihood ratio is 10 or more and below 100: possible, and no more"
    } else if largestRatio < Assessment.possibleThreshold, ratio > 0, domain.suspectOutside == nil {
      (kind, references) = (.inconclusive, [])
      reason =
        "what is known of this kind of text bears out no likelihood ratio of 10: the ranking is what there is"
    } else if domain.suspectOutside != nil {
      (kind, references) = (.outOfDomain, [])
      reason = "the text is unlike anything that the background has seen, and like no reference"
    } else {
      (kind, references) = (.none, [])
      reason = "no reference has a likelihood ratio of 10 or more"
    }
  }

  /// The verdict without calibration: which references the suspect scores like, by the rule of
  /// ``SelfConsistency/threshold``.
  ///
  /// - Parameters:
  ///   - comparisons: The comparisons with all references, best first.
  ///   - suspect: The header of the suspect's fingerprint.
  public init(uncalibrated comparisons: [Comparison], suspect: FingerprintHeader) {
    isCalibrated = false
    guard Self.isEnough(suspect) else {
      kind = .inconclusive
      references = []
      reason = Self.tooLittle(suspect)
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
