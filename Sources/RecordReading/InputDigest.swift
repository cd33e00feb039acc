/// What was read from one source, byte for byte, as it lay on disk.
public struct InputDigest: Sendable, Equatable {
  /// The last component of the path, or `-`.
  public let displayName: String
  /// Number of bytes, before any decompression.
  public let byteCount: Int
  /// SHA-256 (FIPS 180-4) of these bytes in lower-case hexadecimal digits.
  public let sha256: String
  /// What was found in it, in words, if anything was looked for.
  public var detected: String?

  /// A digest.
  public init(displayName: String, byteCount: Int, sha256: String, detected: String? = nil) {
    self.displayName = displayName
    self.byteCount = byteCount
    self.sha256 = sha256
    self.detected = detected
  }
}
