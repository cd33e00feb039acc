public import WhorlKit

/// The result of `whorl explain`: what drives the score of one suspect against one reference.
public struct ExplainReport: Sendable {
  let suspect: FingerprintHeader
  let reference: FingerprintHeader
  let assessment: Assessment
  let evidence: Evidence
  let explanation: ScoreExplanation
  /// What the suspect's documents show; nil where only its fingerprint is at hand.
  let documents: DocumentExplanation?
  /// The score without some of the documents.
  let sensitivity: GroupSensitivity?
  /// The features that are shown, the strongest for the reference first, then the strongest against it.
  let features: [FeatureAttribution]
  /// The channel of rules; nil where one side was not scanned with the background's packs.
  let rules: ExplainedRules?
  /// What could not be shown, a sentence each.
  let notShown: [String]
  let background: BackgroundModel
  let vocabulary: Vocabulary
  let toolVersion: String

  /// A report.
  ///
  /// - Parameters:
  ///   - suspect: The suspect's fingerprint.
  ///   - reference: The reference's.
  ///   - assessment: The evidence of the case, in which `reference` is.
  ///   - features: The features to show, by ``ScoreExplanation/strongest(_:)``.
  ///   - documents: What the documents show, made for these `features`.
  ///   - rules: What the channel of rules is made of, if both sides were scanned with the background's packs.
  ///   - documentsLeftOut: Documents of the suspect that were not looked at.
  /// - Returns: nil if `reference` is not in `assessment`.
  public init?(
    suspect: Fingerprint, reference: Fingerprint, assessment: Assessment, explanation: ScoreExplanation,
    features: [FeatureAttribution], documents: DocumentExplanation?,
    rules: ExplainedRules? = nil, documentsLeftOut: Int = 0,
    background: BackgroundModel, vocabulary: Vocabulary, toolVersion: String
  ) {
    guard
      let evidence = assessment.evidence.first(where: {
        $0.comparison.reference.name == reference.header.name
      })
    else { return nil }
    self.suspect = suspect.header
    self.reference = reference.header
    self.assessment = assessment
    self.evidence = evidence
    self.explanation = explanation
    self.documents = documents
    self.features = features
    self.rules = rules
    self.background = background
    self.vocabulary = vocabulary
    self.toolVersion = toolVersion
    sensitivity = documents.map(\.sensitivity) ?? explanation.halfSensitivity(suspect)
    var notShown: [String] = []
    if documents == nil {
      notShown.append(
        "The suspect is a fingerprint, which holds no texts: no passages, no single documents, and of the "
          + "prompts only the two halves. Give the corpus instead to see them.")
    }
    if documentsLeftOut > 0 {
      notShown.append(
        "\(CountText.of(documentsLeftOut, "document")) did not fit into memory and "
          + "\(documentsLeftOut == 1 ? "was" : "were") not looked through, though the score counts all.")
    }
    if documents != nil, sensitivity == nil {
      notShown.append("All documents answer one prompt, so that no prompt can be left out.")
    }
    if background.rules != nil, rules == nil {
      notShown.append(
        "The channel 'rules' needs both sides scanned with the background's rule packs: make fingerprints again "
          + "without --packs none, or give corpora.")
    }
    if evidence.log10LR == nil {
      let reason =
        switch evidence.absence {
        case .referenceTooSmall: "the reference has too little text"
        case .referenceOutside: "the reference is of another kind of text than the case is judged as"
        case .suspectTooSmall, .suspectOutside, .uncalibrated, nil: assessment.verdict.reason
        }
      notShown.append("There is no likelihood ratio: \(reason).")
    }
    if abs(explanation.score - evidence.score) > 1e-6 * max(1, abs(evidence.score)) {
      notShown.append(
        "The score explained is the one relative to the background's mean. Evidence rests on another, "
          + "because the case was moved to its own kind of text (\(NumberText.fixed(evidence.score, 2)) nats)."
      )
    }
    self.notShown = notShown
  }

  /// What all features that are not shown contribute, in nats.
  var remainder: Double {
    let shown = features.reduce(0) { $0 + $1.contribution }
    return explanation.score - explanation.constant - explanation.center - shown
  }

  /// The calibrated log₁₀ LR of another score of this case; nil where the case has none.
  func ratio(_ score: Double, documents: Int? = nil) -> Double? {
    guard evidence.log10LR != nil else { return nil }
    return evidence.log10LR(ofScore: score, documents: Double(documents ?? Int(suspect.documents)))
  }

  /// The occurrences of the shown feature at `index`; nil where texts are not at hand.
  func occurrences(_ index: Int) -> FeatureOccurrences? {
    guard let documents, documents.occurrences.indices.contains(index) else { return nil }
    return documents.occurrences[index]
  }

  /// The places of the shown feature at `index`, in context.
  func passages(_ index: Int) -> [PassageInContext] {
    occurrences(index).map(passages) ?? []
  }

  /// The places of the shown rule at `index`; nil where texts are not at hand.
  func ruleOccurrences(_ index: Int) -> FeatureOccurrences? {
    guard let rules, rules.places.indices.contains(index) else { return nil }
    return rules.places[index]
  }

  /// Places in context.
  func passages(_ found: FeatureOccurrences) -> [PassageInContext] {
    guard let documents else { return [] }
    return found.places.map { PassageInContext($0, in: documents.documents[$0.document]) }
  }

  /// How the method works and where it ends, in the report itself.
  static let caveats = [
    "The score is a quadratic form in the deviations of both sides' rates from the background's average. A "
      + "feature's contribution is exact: what two features make together is shared equally between them. It "
      + "says what the score is made of, and not why the model writes so.",
    "The constant is what two sides would score that both write exactly as the background does on average. A "
      + "match draws much of its score from differences that are not there, which no feature can show; features "
      + "show where both sides leave the average, together or apart.",
    "Features overlap (a word is in word pairs and in character n-grams too) and share what they have in "
      + "common: read them in groups. Contributions are in nats of the score before calibration, which is "
      + "not linear in it.",
  ]
}

extension ScoreExplanation {
  /// The `count` features that speak most for the reference, strongest first, then the `count` that speak most
  /// against it.
  public func strongest(_ count: Int) -> [FeatureAttribution] {
    Array(features.filter { $0.contribution > 0 }.prefix(count))
      + Array(features.filter { $0.contribution < 0 }.prefix(count))
  }
}
