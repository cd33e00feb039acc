/// Something that could not be read or compared, while the rest could.
public struct CompareFailure: Sendable, Equatable {
  /// What failed. The raw values are those of reports.
  public enum Role: String, Sendable {
    case suspect, reference
  }

  /// What failed.
  public var role: Role
  /// Its name.
  public var name: String
  /// What is wrong, where, and what would help, in one line.
  public var message: String
  /// The paths that the user gave; empty for standard input.
  public var paths: [String]

  /// A failure.
  public init(role: Role, name: String, message: String, paths: [String] = []) {
    self.role = role
    self.name = name
    self.message = message
    self.paths = paths
  }
}
