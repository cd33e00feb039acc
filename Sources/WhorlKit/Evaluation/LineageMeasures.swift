/// How well a ranking finds the sources of suspects.
///
/// - *top-1*: the share of suspects whose first candidate is an acceptable source;
/// - *MRR*, mean reciprocal rank: the mean of 1/rank of the best acceptable source (Voorhees 1999, "The
///   TREC-8 question answering track report");
/// - *macro recall*: the share of suspects whose first candidate is of a family of their sources, averaged
///   over families, so that a family with many suspects counts no more than another.
///
/// Intervals are percentiles over resampled suspects (Efron 1979, doi:10.1214/aos/1176344552); a family
/// that a resample leaves out does not count in it.
public struct LineageMeasures: Sendable, Equatable {
  /// A number with its 95 % interval.
  public struct Estimate: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// The interval; nil for one suspect.
    public let interval: ClosedRange<Double>?
  }

  /// The right and all suspects of one family.
  public struct FamilyRecall: Sendable, Equatable {
    /// The family.
    public let family: String
    /// Suspects whose first candidate is of it, or of another family of their sources.
    public let right: Int
    /// Suspects with sources of it.
    public let suspects: Int
  }

  /// Suspects.
  public let suspects: Int
  /// The share whose first candidate is an acceptable source.
  public let top1: Estimate
  /// The mean reciprocal rank.
  public let reciprocalRank: Estimate
  /// The recall, averaged over families.
  public let macroRecall: Estimate
  /// The recall of each family, by name.
  public let families: [FamilyRecall]

  /// Measures `rankings`; nil if there are none.
  ///
  /// - Complexity: O(replicates · n).
  public init?(
    _ rankings: [LineageRanking], replicates: Int = ModelBootstrap.defaultReplicates, seed: UInt64
  ) {
    guard !rankings.isEmpty else { return nil }
    let rankings = rankings.sorted { $0.suspect.utf8.lexicographicallyPrecedes($1.suspect.utf8) }
    let names = Set(rankings.compactMap(\.family)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let outcomes = rankings.map { ranking in
      Outcome(
        isFirst: ranking.rank == 1, reciprocalRank: ranking.rank.map { 1 / Double($0) } ?? 0,
        isFamilyFirst: ranking.isFamilyFirst,
        family: ranking.family.flatMap { names.firstIndex(of: $0) } ?? names.count)
    }
    var generator = SplitMix64(seed: StableHash.text("whorl/lineage-bootstrap", seed: seed))
    var drawn: [[Double]] = [[], [], []]
    if outcomes.count > 1, replicates >= ModelBootstrap.leastReplicates {
      for _ in 0..<replicates {
        let sample = outcomes.indices.map { _ in outcomes[generator.index(below: outcomes.count)] }
        for (place, value) in Self.values(sample, families: names.count).enumerated() {
          drawn[place].append(value)
        }
      }
    }
    let estimates = zip(Self.values(outcomes, families: names.count), drawn).map { value, drawn in
      let sorted = drawn.sorted()
      return Estimate(
        value: value,
        interval: sorted.isEmpty
          ? nil : BootstrapInterval.quantile(sorted, 0.025)...BootstrapInterval.quantile(sorted, 0.975))
    }
    suspects = rankings.count
    (top1, reciprocalRank, macroRecall) = (estimates[0], estimates[1], estimates[2])
    families = names.indices.map { family in
      let members = outcomes.filter { $0.family == family }
      return FamilyRecall(
        family: names[family], right: members.count(where: \.isFamilyFirst), suspects: members.count)
    }
  }

  private struct Outcome {
    let isFirst: Bool
    let reciprocalRank: Double
    let isFamilyFirst: Bool
    let family: Int
  }

  /// Top-1, reciprocal rank and macro recall.
  private static func values(_ outcomes: [Outcome], families: Int) -> [Double] {
    var right = [Int](repeating: 0, count: families + 1)
    var all = right
    var first = 0
    var reciprocal = 0.0
    for outcome in outcomes {
      if outcome.isFirst { first += 1 }
      reciprocal += outcome.reciprocalRank
      all[outcome.family] += 1
      if outcome.isFamilyFirst { right[outcome.family] += 1 }
    }
    let present = all.indices.filter { all[$0] > 0 }
    let recall = present.reduce(0) { $0 + Double(right[$1]) / Double(all[$1]) }
    let count = Double(max(outcomes.count, 1))
    return [Double(first) / count, reciprocal / count, recall / Double(max(present.count, 1))]
  }
}
