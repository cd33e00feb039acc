import WhorlKit

/// The documents of all models as some styles see them, with each model's moments.
struct TrainingSpace: Sendable {
  let corpora: [TrainingCorpus]
  let moments: [ModelMoments]
  /// The format features, which count for more than others; empty if there are none.
  let formatRange: Range<Int>

  init(_ corpora: [TrainingCorpus], featureCount: Int, formatRange: Range<Int>) {
    self.corpora = corpora
    self.formatRange = formatRange
    moments = corpora.map { ModelMoments($0.rows, featureCount: featureCount) }
  }
}
