import WhorlKit
import WhorlReporting

/// What drives a suspect's scores, for the reports that show it.
struct SuspectExplanation: Sendable {
  /// References of a suspect that are explained: the best one, and those that the verdict names.
  private static let referencesExplained = 3
  /// Features that speak most for and against a reference.
  private static let featuresShown = 12
  /// Rules that speak most for and against a reference.
  private static let rulesShown = 5
  /// Places in the suspect's documents that are quoted of each.
  private static let placesShown = 2

  let background: BackgroundModel
  let vocabulary: Vocabulary
  let options: AssessmentOptions

  /// Adds explanations to the comparisons of `suspect`.
  ///
  /// - Throws: What `ScoreExplanation` and `DocumentExplanation` throw.
  func explain(
    _ suspect: inout ComparedSuspect, _ corpus: SuspectCorpus, assessment: Assessment,
    references: [Fingerprint]
  ) throws {
    guard let style = background.style(options.style) else { return }
    let named = Set(suspect.verdict.references)
    let explained = suspect.comparisons.indices.filter { index in
      index == 0 || named.contains(suspect.comparisons[index].reference)
    }.prefix(Self.referencesExplained)
    // Counted once, and not for each of the references.
    let placed =
      corpus.documents.isEmpty
      ? nil : try PlacedDocuments(corpus.documents, style: style, vocabulary: vocabulary)
    for index in explained {
      let name = suspect.comparisons[index].reference
      guard let reference = references.first(where: { $0.header.name == name }) else { continue }
      let explanation = try ScoreExplanation(
        style, background: background, suspect: corpus.fingerprint, reference: reference,
        vocabulary: vocabulary)
      let features = explanation.strongest(Self.featuresShown)
      let documents = try placed.map { placed in
        try DocumentExplanation(
          placed, explaining: explanation, features: features, vocabulary: vocabulary,
          placesKept: Self.placesShown)
      }
      let report = ExplainReport(
        suspect: corpus.fingerprint, reference: reference, assessment: assessment,
        explanation: explanation, features: features, documents: documents,
        rules: ExplainedRules(
          assessment, background: background, suspect: corpus.fingerprint, reference: reference,
          count: Self.rulesShown),
        documentsLeftOut: corpus.documentsLeftOut, background: background, vocabulary: vocabulary,
        toolVersion: ToolVersion.current)
      guard let report else { continue }
      suspect.comparisons[index].explanation = report.comparisonExplanation
      if index == 0 { suspect.typicality = report.documentTypicality }
    }
  }
}
