public import PatternMatching

/// What scanning a text gave.
public struct RuleScan: Sendable {
  /// A rule that was given up in a text.
  public struct Failure: Sendable, Equatable {
    /// Why.
    public enum Reason: Sendable, Equatable {
      /// A search failed.
      case search(PatternError)
      /// Too many searches came close to failing.
      case budget
    }

    /// The rule's index in its ``RuleSet``.
    public let rule: Int
    /// Why it was given up.
    public let reason: Reason
  }

  /// The hits, by start, end and rule.
  public internal(set) var hits: [RuleHit] = []
  /// The rules that were given up; they have no hits.
  public internal(set) var failures: [Failure] = []

  /// A scan without hits.
  public init() {}
}

extension RuleScan.Failure.Reason {
  /// What happened, in a few words.
  public var text: String {
    switch self {
    case .search(let error):
      "\(error.message); bound the repetitions of the pattern, as in {0,80}, and nest none in another"
    case .budget: "its searches take too many steps; avoid nested repetition in the pattern"
    }
  }
}
