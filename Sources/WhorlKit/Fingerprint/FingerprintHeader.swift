/// What a fingerprint says of itself: whose outputs, how many, read from what, and every parameter
/// that a comparison depends on.
public struct FingerprintHeader: Sendable, Equatable {
  /// The name that reports use.
  public var name: String
  /// Who makes the model, if that was given.
  public var vendor: String?
  /// The version of whorl that wrote the fingerprint.
  public var toolVersion: String
  /// When it was made, as an ISO 8601 date, if that was fixed by `SOURCE_DATE_EPOCH`.
  public var created: String?
  /// Documents that were counted.
  public var documents: UInt64
  /// Tokens in them, punctuation and layout included.
  public var tokens: UInt64
  /// Words, numbers and ideographs in them.
  public var words: UInt64
  /// Records that were not counted.
  public var skipped: SkippedRecords
  /// Documents or records in which invalid text was replaced.
  public var replacedSequences: UInt64
  /// What was read, in ascending order of name and digest.
  public var inputs: [InputDigest]
  /// Everything that two fingerprints must share to be compared.
  public var parameters: FingerprintParameters
  /// Which parts of the inputs were counted; nil if all.
  public var shards: FingerprintShards?

  /// One input as it lay on disk, compressed if it was.
  public struct InputDigest: Sendable, Equatable {
    /// The last component of its path, or `-`.
    public let name: String
    /// Its size in bytes.
    public let bytes: UInt64
    /// Its SHA-256, in hexadecimal.
    public let sha256: String
    /// Its format, the fields that were taken and the share of records that they fit, in words; nil if
    /// nothing was found in it.
    public let detected: String?

    /// An input.
    public init(name: String, bytes: UInt64, sha256: String, detected: String? = nil) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.detected = detected
    }
  }
}
