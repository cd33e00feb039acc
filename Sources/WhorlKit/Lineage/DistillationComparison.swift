/// A suspect against one candidate teacher: raw scores, no probability.
public struct DistillationComparison: Sendable, Equatable {
  /// The candidate.
  public let candidate: TeacherCandidate
  /// The exclusive overlap: the mean of ``channels``, in nats above the mean candidate. For ranking.
  public let exclusiveOverlap: Double
  /// The same by channel, in the order of `OverlapChannel.allCases`.
  public let channels: [Double]
  /// The idf-weighted cosine of the sets of 8-grams; nil if one of the two has none.
  public let overlapCosine: Double?
  /// The prompts that both answered.
  public let sharedPrompts: Int
  /// Whether these are enough for a ranking to be relied on.
  public var hasEnoughPrompts: Bool { sharedPrompts >= DistillationVerdict.leastPrompts }
  /// Words an answer: |ln| of the suspect's over the candidate's, the length-only baseline; nil if one
  /// of the two has none.
  public let lengthDistance: Double?
}
