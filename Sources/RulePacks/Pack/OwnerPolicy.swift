/// Whose name a hit must hold for it to count.
public enum OwnerPolicy: String, Sendable, CaseIterable {
  /// Any maker's.
  case any
  /// That of another maker than the text's.
  case other
  /// That of the text's own maker.
  case own
}
