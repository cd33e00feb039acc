/// What a case of possible distillation amounts to. It is about the listed candidates only: where the
/// teacher is not listed, a relative of it leads.
public struct DistillationVerdict: Sendable, Equatable {
  /// The possible verdicts. The raw values are those of reports.
  public enum Kind: String, CaseIterable, Sendable {
    /// Prompt resamples, the cosine and the margins of unrelated models all speak for one family.
    case supported
    /// The family leads whichever prompts are drawn; it is not known that unrelated models do not.
    case rankingOnly
    /// Nothing can be said.
    case noVerdict
  }

  /// The verdict.
  public let kind: Kind
  /// The candidate that it names; nil without a verdict.
  public let leader: String?
  /// Why, a clause a condition.
  public let reasons: [String]

  /// Prompts that the suspect must share with each candidate.
  public static let leastPrompts = 200
  /// The least share of prompt resamples in which the family leads.
  public static let leastSupport = 0.95
  /// The greatest p-value of the margin among unrelated models, for the family and for leaders.
  public static let greatestPValue = 0.05
}
