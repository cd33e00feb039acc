public import WhorlKit

/// A reference of a ``CompareReport``.
public struct ComparedReference: Sendable {
  /// Its name; no two references of a report share one.
  public var name: String
  /// Who makes the model, if known.
  public var vendor: String?
  /// Documents in its fingerprint.
  public var documents: UInt64
  /// Tokens in them.
  public var tokens: UInt64
  /// The files that its fingerprint was made from.
  public var inputs: [FingerprintHeader.InputDigest]
  /// The paths that the user gave; empty for standard input.
  public var paths: [String]

  /// A reference.
  public init(
    name: String, vendor: String? = nil, documents: UInt64, tokens: UInt64,
    inputs: [FingerprintHeader.InputDigest] = [], paths: [String] = []
  ) {
    self.name = name
    self.vendor = vendor
    self.documents = documents
    self.tokens = tokens
    self.inputs = inputs
    self.paths = paths
  }
}
