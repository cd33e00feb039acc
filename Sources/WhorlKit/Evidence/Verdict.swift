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
    /// The suspect is of another kind of text than the calibration that its references are judged by.
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
    "\(suspect.documents) document\(suspect.documents == 1 ? "" : "s") with \(suspect.tokens) "
      + "token\(suspect.tokens == 1 ? "" : "s") \(suspect.documents == 1 ? "is" : "are") too little: "
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
    if let outside = domain.suspectOutside {
      (kind, references, isCalibrated) = (.outOfDomain, [], true)
      reason = Self.outOfDomain(outside)
      return
    }
    guard let best = evidence.first(where: { $0.log10LR != nil }), let ratio = best.log10LR else {
      (kind, references, isCalibrated) = (.inconclusive, [], false)
      reason = Self.withoutRatios(evidence, domain, question)
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
    } else if largestRatio < Assessment.possibleThreshold, ratio > 0 {
      (kind, references) = (.inconclusive, [])
      reason =
        "what is known of this kind of text bears out no likelihood ratio of 10: the ranking is what there is"
    } else if let first = evidence.first, let absence = first.absence {
      (kind, references) = (.inconclusive, [])
      reason =
        "no ratio holds for \(first.comparison.reference.name), which the text scores highest against: "
        + (absence == .referenceTooSmall ? "it has too little text" : "it is of another kind of text")
    } else {
      (kind, references) = (.none, [])
      reason = "no reference has a likelihood ratio of 10 or more"
    }
  }

  private static func outOfDomain(_ outside: DomainStatus.Distance) -> String {
    switch outside.other {
    case nil where outside.functionWords != nil:
      "hardly any of its words are function words of the vocabulary (the, of, and …): it is in another language, or is "
        + "code, names or lists, and nothing is known of how those are written"
    case nil where outside.treatment != nil:
      "\(outside.treatment?.finding ?? ""), so that likeness is about that and not about who wrote it: compare the texts "
        + "as they were written"
    case nil:
      "the text is unlike the kind that the references are judged as, and unlike any that the background knows"
    case .home:
      "the text is of the kind that the background was made of, and most references are of another: compare it "
        + "with references of its kind"
    case .named(let name):
      "the text is of the kind '\(name)', and most references are not: compare it with references of its kind"
    }
  }

  /// Why no reference has a ratio.
  private static func withoutRatios(
    _ evidence: [Evidence], _ domain: DomainStatus, _ question: Question
  ) -> String {
    guard evidence.contains(where: { $0.absence == .uncalibrated }) else {
      return evidence.allSatisfy { $0.absence == .referenceTooSmall }
        ? "a reference needs \(leastDocuments) documents and \(leastTokens) tokens, and none has as many"
        : "each reference is of another kind of text, or has fewer than \(leastDocuments) documents or "
          + "\(leastTokens) tokens, so that no likelihood ratio holds"
    }
    if question == .derived {
      return
        "descent is calibrated only for the kind of text that the background was made of: scores rank the "
        + "references, and no likelihood ratio holds"
    }
    if case .shifted(let references, let outside, let models) = domain, 2 * outside <= references {
      return
        "the kind of text was to be learned, and \(models) models are too few: scores rank the references, and no "
        + "likelihood ratio holds"
    }
    return
      "the references are of another kind of text than the background, so that scores rank them and "
      + "no likelihood ratio holds"
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
