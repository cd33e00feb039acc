/// A pattern near a hit that takes the hit away, such as a negation.
public struct RuleGuard: Sendable, Equatable {
  /// Where a guard looks.
  public enum Side: String, Sendable, CaseIterable {
    /// In the window before the hit.
    case before
    /// In the window behind the hit.
    case after
    /// In both windows, each for itself.
    case both
    /// From the start of the window before the hit to the end of the one behind it.
    case across
  }

  /// Characters that are looked at, unless a pack says otherwise.
  public static let standardWindow = 40

  /// The pattern.
  public let pattern: PatternSource
  /// The characters beside the hit that are looked at.
  public let window: Int
  /// Where to look.
  public let side: Side
}
