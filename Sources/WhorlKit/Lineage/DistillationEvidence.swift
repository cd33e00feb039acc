/// Which candidate's exclusive wording a suspect shares most, how sure that ranking is, and what the
/// baselines say.
///
/// ```swift
/// let evidence = DistillationEvidence(counter.counts, candidates: set, seed: 1)
/// evidence.verdict.kind
/// ```
///
/// It offers no likelihood ratio: no population of pairs with known teachers backs one.
public struct DistillationEvidence: Sendable {
  /// Prompt resamples unless told otherwise.
  public static let defaultDraws = 200

  /// Resamples that the counts are read once for.
  private static let drawsAtOnce = 16

  /// The candidates, the highest exclusive overlap first.
  public let comparisons: [DistillationComparison]
  /// The families, the highest exclusive overlap first.
  public let families: [DistillationFamily]
  /// The prompts that were compared.
  public let prompts: Int
  /// Prompt resamples.
  public let draws: Int
  /// The best candidate by cosine alone; nil if there is no 8-gram.
  public let cosineLeader: String?
  /// The candidate with the nearest length of answers: a baseline.
  public let lengthLeader: String?
  /// The family that most unrelated models rank first: a baseline that does not look at the suspect.
  public let constantGuess: String?
  /// The candidates, each in the suspect's place with its own vendor left out.
  public let unrelatedModels: Int
  /// The verdict.
  public let verdict: DistillationVerdict

  /// Whether exclusive overlap and cosine name the same vendor.
  public let isAgreed: Bool

  /// Evidence from `counts`.
  ///
  /// - Parameters:
  ///   - counts: What an ``OverlapCounter`` of the same candidates counted, in an order of prompts
  ///     that does not depend on the input's: resampling goes by it.
  ///   - set: The candidates.
  ///   - seed: Decides the resamples (Efron 1979, doi:10.1214/aos/1176344552).
  ///   - draws: How many there are.
  /// - Complexity: O(draws × prompts × candidates).
  public init(
    _ counts: OverlapCounts, candidates set: CandidateSet, seed: UInt64, draws: Int = defaultDraws
  ) {
    let sums = counts.sums(weights: [Int](repeating: 1, count: counts.prompts))
    let scores = OverlapScores(sums, in: set)
    let null = Self.null(counts, set, exclusive: sums.exclusive)
    let support = Self.support(counts, set, seed: seed, draws: draws)
    let comparisons = Self.comparisons(counts, set, scores)
    let families = Self.families(set, scores, null, support)
    let cosines = set.candidates.indices.map { counts.cosine($0) }
    let byCosine = OverlapScores.leader(of: cosines)
    let byLength = OverlapScores.leader(
      of: set.candidates.indices.map { Self.lengthDistance(counts, $0).map { -$0 } })
    let leader = Self.leader(comparisons)
    let isAgreed =
      byCosine.map { index in
        set.candidates.indices.contains {
          set.candidates[$0] == leader && set.vendorOf[$0] == set.vendorOf[index]
        }
      } ?? false
    self.comparisons = comparisons
    self.families = families
    self.isAgreed = isAgreed
    prompts = counts.prompts
    self.draws = draws
    cosineLeader = byCosine.map { set.candidates[$0].name }
    lengthLeader = byLength.map { set.candidates[$0].name }
    let guess = families.max { $0.leadsUnrelated < $1.leadsUnrelated }
    constantGuess = (guess?.leadsUnrelated ?? 0) > 0 ? guess?.name : nil
    unrelatedModels = null.count
    verdict = DistillationVerdict(comparisons: comparisons, families: families, isAgreed: isAgreed)
  }

  private static func leader(_ comparisons: [DistillationComparison]) -> TeacherCandidate? {
    comparisons.first?.candidate
  }

  /// The family scores of each candidate in the suspect's place, its vendor left out; nil for that
  /// vendor's families.
  private static func null(
    _ counts: OverlapCounts, _ set: CandidateSet, exclusive: [Double]
  ) -> [[Double?]] {
    set.candidates.indices.map { index in
      let vendor = set.vendorOf[index]
      let sums = counts.nullSums(of: index, vendor: vendor, exclusive: exclusive)
      return OverlapScores(sums, in: set, excluding: vendor).families
    }
  }

  /// The share of resamples in which each family's margin is above 0.
  private static func support(
    _ counts: OverlapCounts, _ set: CandidateSet, seed: UInt64, draws: Int
  ) -> [Double] {
    var generator = SplitMix64(seed: seed)
    var leads = [Int](repeating: 0, count: set.families.count)
    guard draws > 0, counts.prompts > 0 else { return leads.map(Double.init) }
    for start in stride(from: 0, to: draws, by: drawsAtOnce) {
      let weights = (start..<min(start + drawsAtOnce, draws)).map { _ in
        var weights = [Int32](repeating: 0, count: counts.prompts)
        for _ in 0..<counts.prompts { weights[generator.index(below: counts.prompts)] += 1 }
        return weights
      }
      for sums in counts.sums(draws: weights) {
        let scores = OverlapScores(sums, in: set)
        for family in leads.indices {
          if let margin = scores.margin(of: family, in: set), margin > 0 { leads[family] += 1 }
        }
      }
    }
    return leads.map { Double($0) / Double(draws) }
  }

  private static func comparisons(
    _ counts: OverlapCounts, _ set: CandidateSet, _ scores: OverlapScores
  ) -> [DistillationComparison] {
    let comparisons = set.candidates.indices.map { index in
      DistillationComparison(
        candidate: set.candidates[index], exclusiveOverlap: scores.candidates[index] ?? 0,
        channels: OverlapChannel.allCases.map { channel in
          scores.channels[channel.rawValue * set.candidates.count + index] ?? 0
        },
        overlapCosine: counts.cosine(index), sharedPrompts: counts.sharedPrompts(index),
        lengthDistance: lengthDistance(counts, index))
    }
    // Stable by the order of names.
    return comparisons.enumerated().sorted { a, b in
      a.element.exclusiveOverlap != b.element.exclusiveOverlap
        ? a.element.exclusiveOverlap > b.element.exclusiveOverlap : a.offset < b.offset
    }.map(\.element)
  }

  private static func families(
    _ set: CandidateSet, _ scores: OverlapScores, _ null: [[Double?]], _ support: [Double]
  ) -> [DistillationFamily] {
    let leads = null.compactMap { families in
      OverlapScores.leader(of: families).flatMap { OverlapScores.margin(of: $0, families, in: set) }
    }
    let families = set.families.indices.map { family in
      let margin = scores.margin(of: family, in: set) ?? 0
      let unrelated = null.filter { $0[family] != nil }
      let margins = unrelated.compactMap { OverlapScores.margin(of: family, $0, in: set) }
      return DistillationFamily(
        name: set.families[family], vendor: set.members[family].first.flatMap { set.candidates[$0].vendor },
        exclusiveOverlap: scores.families[family] ?? 0, margin: margin, bootstrapSupport: support[family],
        // Of one family alone no model leads with it.
        leadsUnrelated: unrelated.count {
          OverlapScores.leader(of: $0) == family && OverlapScores.margin(of: family, $0, in: set) != nil
        },
        unrelated: margins.count, unrelatedAtMargin: margins.count { $0 >= margin },
        unrelatedOfAll: leads.count, unrelatedLeadsAtMargin: leads.count { $0 >= margin })
    }
    return families.enumerated().sorted { a, b in
      a.element.exclusiveOverlap != b.element.exclusiveOverlap
        ? a.element.exclusiveOverlap > b.element.exclusiveOverlap : a.offset < b.offset
    }.map(\.element)
  }

  private static func lengthDistance(_ counts: OverlapCounts, _ index: Int) -> Double? {
    let (suspect, candidate) = (counts.wordsOfSuspect[index], counts.wordsOfCandidate[index])
    guard suspect > 0, candidate > 0 else { return nil }
    return abs(ElementaryFunctions.naturalLogarithm(Double(suspect) / Double(candidate)))
  }
}
