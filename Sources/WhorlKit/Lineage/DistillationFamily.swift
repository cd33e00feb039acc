/// What is said of one family of candidates.
public struct DistillationFamily: Sendable, Equatable {
  /// The family's name.
  public let name: String
  /// Its vendor; nil if none was given.
  public let vendor: String?
  /// The exclusive overlap of its best version.
  public let exclusiveOverlap: Double
  /// By how much that is above the best family of another vendor.
  public let margin: Double
  /// The share of prompt resamples in which the margin is above 0.
  public let bootstrapSupport: Double
  /// How many of the unrelated models rank it first.
  public let leadsUnrelated: Int
  /// Unrelated models: candidates of other vendors, each with its own vendor left out.
  public let unrelated: Int
  /// How many of them have at least the suspect's margin for this family.
  public let unrelatedAtMargin: Int

  /// All candidates, each with its own vendor left out.
  public let unrelatedOfAll: Int
  /// How many of those lead with any family by at least the suspect's margin for this one.
  public let unrelatedLeadsAtMargin: Int

  /// The Monte Carlo p-value of the margin among unrelated models, (b + 1) / (n + 1): Phipson & Smyth
  /// 2010, doi:10.2202/1544-6115.1585.
  public var pValue: Double { Double(unrelatedAtMargin + 1) / Double(unrelated + 1) }

  /// The p-value of the margin as that of a leader: the suspect's family was chosen because it leads,
  /// so it is held against what leads elsewhere.
  public var leadPValue: Double {
    Double(unrelatedLeadsAtMargin + 1) / Double(unrelatedOfAll + 1)
  }
}
