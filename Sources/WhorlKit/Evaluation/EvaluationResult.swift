/// What an evaluation measured in one condition.
public struct EvaluationResult: Sendable {
  /// Documents of a suspect.
  public let documents: Int
  /// What was done to the suspects' texts.
  public let alteration: TextAlteration
  /// The trials, with what was measured of them.
  public let table: TrialTable
  /// 95 % intervals of the measures; nil where there are too few models.
  public let intervals: ModelBootstrap?
  /// Which models suspects of so many documents do not tell apart.
  public let links: StyleLinks
  /// The trials with linked sets in the place of single references; nil where none are left to compare.
  public let clusterTable: TrialTable?
  /// 95 % intervals of the measures of ``clusterTable``.
  public let clusterIntervals: ModelBootstrap?

  /// Cllr with relatives counted as among all pairs of models (``AllPairsCost``); nil where each pair was tried anyway, or
  /// only relatives were, or none.
  public internal(set) var cllrOfAllPairs: Double?

  /// Comparisons.
  public var trials: Int { table.trials.count }
  /// Comparisons of a model with itself.
  public var sameTrials: Int { table.trials.count(where: \.isSame) }
  /// Models that suspects came from.
  public var suspectModels: Int { Set(table.trials.map(\.suspect)).count }

  /// Measures `trials` among `modelCount` models.
  ///
  /// - Parameters:
  ///   - trials: Trials of known truth.
  ///   - modelCount: How many models they are of.
  ///   - links: Which models suspects of so many documents do not tell apart.
  ///   - linksOfDraw: The links that the trials of one draw are judged by; `links` where nil.
  ///   - documents: How many documents the suspects have.
  ///   - alteration: What was done to the suspects' texts.
  ///   - replicates: Resamples behind the intervals; 0 for no intervals.
  ///   - seed: Decides the draws of the resampling.
  /// - Throws: ``ValidationError`` if a kind of trial is missing.
  /// - Complexity: O(replicates · n).
  public init(
    _ trials: [EvaluationTrial], modelCount: Int, links: StyleLinks, documents: Int,
    linksOfDraw: ((_ draw: Int) -> StyleLinks)? = nil, alteration: TextAlteration = .unaltered,
    replicates: Int = ModelBootstrap.defaultReplicates, seed: UInt64
  ) throws(ValidationError) {
    let table = try TrialTable(trials, modelCount: modelCount)
    // Where all are linked there is nothing different left.
    let clustered = StyleLinks.clustered(table, links: linksOfDraw ?? { _ in links })
    let clusterTable =
      clustered.allSatisfy(\.isSame) ? nil : try TrialTable(clustered, modelCount: modelCount)
    self.documents = documents
    self.links = links
    self.alteration = alteration
    self.table = table
    self.clusterTable = clusterTable
    let hasIntervals = replicates > 0
    intervals = hasIntervals ? try ModelBootstrap(table, replicates: replicates, seed: seed) : nil
    if let clusterTable, hasIntervals {
      clusterIntervals = try ModelBootstrap(clusterTable, replicates: replicates, seed: seed)
    } else {
      clusterIntervals = nil
    }
  }
}
