/// A maker of models, and the names that texts give to it and to them.
public struct PackOwner: Sendable, Equatable {
  /// The plain name that `--maker` takes.
  public let name: String
  /// The maker's names.
  public let names: [String]
  /// The names of its models.
  public let models: [String]
}
