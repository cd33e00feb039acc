/// Bounds on the work of one attempt to match, against patterns that backtrack without end.
///
/// PCRE2 counts anew at each position at which a match may start. The work of one search is
/// therefore bounded by the limits times the length of the window; for patterns of unknown origin
/// keep the window short. Exceeding a limit is a ``PatternError``, never a failure to match.
///
/// Machine code and interpreter count differently: a limit that is almost reached in one may be
/// exceeded in the other.
public struct MatchLimits: Hashable, Sendable {
  /// The largest number of backtracking points at one starting position.
  public var steps: UInt32

  /// The largest depth of nested backtracking in the interpreter.
  public var depth: UInt32

  /// The largest memory for backtracking in the interpreter, in KiB.
  public var heapKibibytes: UInt32

  /// 1,000,000 steps, a depth of 1,000,000 and 64 MiB: some milliseconds at one position.
  public static let `default` = MatchLimits(
    steps: 1_000_000, depth: 1_000_000, heapKibibytes: 65_536)

  /// The limits `steps`, `depth` and `heapKibibytes`.
  public init(steps: UInt32, depth: UInt32, heapKibibytes: UInt32) {
    self.steps = steps
    self.depth = depth
    self.heapKibibytes = heapKibibytes
  }
}
