import WhorlKit

extension ExplainReport {
  /// The case as a comparison of one suspect, for the formats of ``CompareReport``.
  public var comparison: CompareReport {
    var suspect = ComparedSuspect(
      suspect, comparisons: assessment.evidence.map(\.comparison), assessment: assessment, paths: [])
    suspect.typicality = documentTypicality
    for index in suspect.comparisons.indices
    where suspect.comparisons[index].reference == reference.name {
      suspect.comparisons[index].explanation = comparisonExplanation
    }
    return CompareReport(
      toolVersion: toolVersion, vocabulary: AssetIdentity(name: vocabulary.name, digest: vocabulary.digest),
      background: AssetIdentity(name: background.name, digest: background.digest),
      backgroundModels: background.models.count,
      parameters: CompareParameters(
        question: assessment.options.question.rawValue, channels: assessment.options.style,
        seed: assessment.options.seed,
        resamples: assessment.options.resamples),
      references: assessment.evidence.map { one in
        let header = one.comparison.reference
        return ComparedReference(
          name: header.name, vendor: header.vendor, documents: header.documents, tokens: header.tokens,
          inputs: header.inputs)
      },
      suspects: [suspect])
  }

  /// What drives the score, as part of a comparison.
  public var comparisonExplanation: ComparisonExplanation {
    let contributions = features.indices.map { index in
      let feature = features[index]
      return FeatureContribution(
        channel: feature.channel.rawValue, text: feature.text, contribution: feature.contribution,
        suspectRate: feature.suspect.documentRate, referenceRate: feature.reference.documentRate,
        backgroundRate: feature.backgroundDocumentRate, passages: passages(index))
    }
    return ComparisonExplanation(
      features: contributions.sorted { $0.contribution.magnitude > $1.contribution.magnitude },
      remainder: remainder + explanation.constant + explanation.center, rules: ruleContributions,
      limits: notShown)
  }

  private var ruleContributions: [FeatureContribution] {
    guard let rules else { return [] }
    return rules.rules.indices.map { index in
      let rule = rules.rules[index]
      return FeatureContribution(
        channel: RuleStyle.name, text: rule.name, contribution: rule.contribution,
        suspectRate: rule.suspect.documentRate, referenceRate: rule.reference.documentRate,
        backgroundRate: rule.backgroundDocumentRate, passages: ruleOccurrences(index).map(passages) ?? [])
    }.sorted { $0.contribution.magnitude > $1.contribution.magnitude }
  }

  /// The most and least typical documents.
  public var documentTypicality: [DocumentTypicality] {
    guard let documents else { return [] }
    return typical.map { one in
      let document = documents.documents[one.document]
      return DocumentTypicality(
        document: document.id, score: one.score,
        opening: String(decoding: document.text.prefix(160), as: UTF8.self))
    }
  }
}
