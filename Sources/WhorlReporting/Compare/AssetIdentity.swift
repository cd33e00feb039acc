/// An asset that results rest on, such as a vocabulary or a background.
public struct AssetIdentity: Sendable, Equatable {
  /// Its name, for people.
  public var name: String
  /// The SHA-256 of its file, in hexadecimal.
  public var digest: String

  /// An asset.
  public init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}
