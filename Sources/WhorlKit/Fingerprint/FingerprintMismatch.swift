/// The parameter in which two fingerprints differ, so that they cannot be compared or merged.
public struct FingerprintMismatch: Error, Equatable, CustomStringConvertible {
  /// The parameter's name in the header.
  public let field: String
  /// Its value on one side.
  public let left: String
  /// Its value on the other side.
  public let right: String

  /// The difference and what would remove it.
  public var description: String {
    let remedy =
      field == "vocabulary"
      ? "make both fingerprints with the same --vocabulary"
      : "make both fingerprints with the same version of whorl"
    return "\(field) differs (\(Self.short(left)) and \(Self.short(right))): \(remedy)"
  }

  private static func short(_ value: String) -> String {
    value.count > 40 ? value.prefix(12) + "…" : value
  }
}
