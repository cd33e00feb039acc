/// A rule of a pack, as its author wrote it.
public struct PackRule: Sendable {
  /// What finds the hits.
  public enum Matcher: Sendable {
    /// A pattern.
    case pattern(PatternSource)
    /// A detector.
    case detector(BuiltInDetector)
  }

  /// The id, unique in the pack.
  public let id: String
  /// The family, or an empty text.
  public let family: String
  /// The name of the class.
  public let className: String
  /// Language tags.
  public let languages: [String]
  /// What finds the hits.
  public let matcher: Matcher
  /// Where hits are looked for.
  public let scope: RuleScope
  /// Whether a hit lowers the score of the class.
  public let isAgainst: Bool
  /// What a hit adds to or takes from the score of the class.
  public internal(set) var weight: Double
  /// The weight that fitting shrinks towards.
  public let prior: Double
  /// Whether fitting leaves the weight alone.
  public let isFixed: Bool
  /// The most hits of one text that count.
  public let maximumHits: Int
  /// What a hit needs.
  public let requirements: [RuleCondition]
  /// What a hit must not meet.
  public let exclusions: [RuleCondition]
  /// What takes a hit away: a negation, a hypothesis.
  public let guards: [RuleGuard]
  /// Whether hits in quotations stand.
  public let quotePolicy: QuotePolicy
  /// What is done to the text first.
  public let normalization: RuleNormalization
  /// Whose name a hit must hold to count.
  public let ownerPolicy: OwnerPolicy
  /// The level in reports.
  public let severity: RuleSeverity
  /// What a report says of a hit, or an empty text.
  public let message: String
  /// Texts with a hit.
  public let matches: [RuleExample]
  /// Texts without.
  public let nonMatches: [RuleExample]
  /// Where the rule begins in the pack.
  public let place: PackPlace
  /// Where the value of `weight` stands, if there is one.
  let weightPlace: PackPlace?
  /// Whether the rule has a `prior` of its own.
  let hasPrior: Bool
}
