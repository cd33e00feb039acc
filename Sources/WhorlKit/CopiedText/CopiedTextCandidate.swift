/// A document of an index that may share text with a suspect's: to be verified.
public struct CopiedTextCandidate: Sendable, Equatable {
  /// The document's number in the index.
  public let document: Int
  /// Bands in which the signatures agree.
  public let bands: Int
  /// Winnowed seeds that both have, up to 255.
  public let seeds: Int
}
