/// A run of an index's documents that come from one source.
public struct CopiedTextReference: Sendable, Equatable {
  /// The name that reports use. Runs of one name are one reference.
  public let name: String
  /// Where its documents are.
  public internal(set) var documents: Range<Int>
  /// The sampling of its features of same-prompt overlap.
  public internal(set) var sampling: OverlapSampling
  /// The inputs it was read from.
  public internal(set) var inputs: [FingerprintHeader.InputDigest]
}
