public import WhorlKit

/// What a run of `whorl evaluate lineage` measured: how well rankings find the sources of suspects.
public struct LineageReport: Sendable {
  /// How candidates are ranked.
  public enum Ranking: String, CaseIterable, Sendable {
    /// By the score of the style model, on disjoint prompts.
    case style
    /// By exclusive overlap on the same prompts.
    case overlap
    /// By how many of the suspects of this kind have them as a source.
    case constant
    /// By the mean length of answers.
    case length

    /// What it is called in tables.
    var label: String {
      switch self {
      case .style: "style score"
      case .overlap: "exclusive overlap"
      case .constant: "always the commonest"
      case .length: "length of answers only"
      }
    }
  }

  /// All suspects of one kind under one ranking.
  public struct Row: Sendable {
    let kind: LineageKind
    let ranking: Ranking
    let rankings: [LineageRanking]
    let measures: LineageMeasures

    /// A row.
    public init(
      kind: LineageKind, ranking: Ranking, rankings: [LineageRanking], measures: LineageMeasures
    ) {
      self.kind = kind
      self.ranking = ranking
      self.rankings = rankings
      self.measures = measures
    }
  }

  /// How often a verdict on distillation named a source.
  public struct Verdicts: Sendable {
    let supported: Int
    let right: Int
    let rankingOnly: Int
    let none: Int

    /// Counts of verdicts: *supported*, those of them that name a source, *ranking only*, and *no verdict*.
    public init(supported: Int, right: Int, rankingOnly: Int, none: Int) {
      self.supported = supported
      self.right = right
      self.rankingOnly = rankingOnly
      self.none = none
    }
  }

  let background: BackgroundModel
  let references: [EvaluatedCorpus]
  let suspects: [EvaluatedCorpus]
  let rows: [Row]
  let verdicts: Verdicts?
  let notes: [String]
  let seed: UInt64
  let replicates: Int
  let toolVersion: String

  /// A report.
  ///
  /// - Parameter verdicts: The verdicts on suspects of the kind `distilled`; nil if there are none.
  public init(
    background: BackgroundModel, references: [EvaluatedCorpus], suspects: [EvaluatedCorpus], rows: [Row],
    verdicts: Verdicts?, notes: [String] = [], seed: UInt64, replicates: Int, toolVersion: String
  ) {
    self.background = background
    self.references = references
    self.suspects = suspects
    self.rows = rows
    self.verdicts = verdicts
    self.notes = notes
    self.seed = seed
    self.replicates = replicates
    self.toolVersion = toolVersion
  }

  var seen: [EvaluatedCorpus] { suspects.filter { $0.seenAs != nil } }
}
