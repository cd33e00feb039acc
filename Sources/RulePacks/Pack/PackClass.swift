/// A class of rules.
public struct PackClass: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// What it means, in one sentence; empty if the pack does not say.
  public let description: String
}
