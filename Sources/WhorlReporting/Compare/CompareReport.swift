public import WhorlKit

/// The result of `whorl compare`: many suspects against the same references, and what a policy says of it.
///
/// All of it is plain values, so that a report of any format is a function of this value alone.
public struct CompareReport: Sendable {
  /// The version of whorl that made it.
  public var toolVersion: String
  /// The vocabulary that features are counted by.
  public var vocabulary: AssetIdentity
  /// The background that likelihood ratios rest on; nil where scores are uncalibrated.
  public var background: AssetIdentity?
  /// Models that the background was made from; 0 without one.
  public var backgroundModels: Int
  /// What was chosen by flags, environment, project file and defaults.
  public var parameters: CompareParameters
  /// The references that could be read, in the order given.
  public var references: [ComparedReference]
  /// The suspects that could be compared, in the order given.
  public var suspects: [ComparedSuspect]
  /// Suspects and references that could not be read or compared, in the order given.
  public var failures: [CompareFailure]
  /// What the policy says.
  public var policy: PolicyOutcome

  /// A report.
  public init(
    toolVersion: String, vocabulary: AssetIdentity, background: AssetIdentity?, backgroundModels: Int,
    parameters: CompareParameters, references: [ComparedReference], suspects: [ComparedSuspect],
    failures: [CompareFailure] = [], policy: PolicyOutcome = PolicyOutcome()
  ) {
    self.toolVersion = toolVersion
    self.vocabulary = vocabulary
    self.background = background
    self.backgroundModels = backgroundModels
    self.parameters = parameters
    self.references = references
    self.suspects = suspects
    self.failures = failures
    self.policy = policy
  }

  /// Comparisons made, over all suspects.
  public var comparisonCount: Int { suspects.reduce(0) { $0 + $1.comparisons.count } }

  /// How many suspects have each kind of verdict, kinds without one left out.
  public var verdictCounts: [(kind: Verdict.Kind, count: Int)] {
    Verdict.Kind.allCases.compactMap { kind in
      let count = suspects.count { $0.verdict.kind == kind }
      return count > 0 ? (kind, count) : nil
    }
  }
}
