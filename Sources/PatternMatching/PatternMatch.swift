/// A match: where it is, and where its groups are, as byte offsets into the whole subject.
public struct PatternMatch: Equatable, Sendable {
  /// The bytes matched.
  public let range: Range<Int>

  /// The bytes of the groups 1, 2, …, in the order of their opening parentheses; nil for a group
  /// that took no part in the match.
  public let groups: [Range<Int>?]

  init(range: Range<Int>, groups: [Range<Int>?]) {
    self.range = range
    self.groups = groups
  }
}
