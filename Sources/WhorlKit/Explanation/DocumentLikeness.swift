/// How much one document alone is like a reference.
public struct DocumentLikeness: Sendable, Equatable {
  /// The document, by its place in the list.
  public let document: Int
  /// Tokens in it.
  public let tokens: Int
  /// Its score against the reference as a suspect of one document, in nats: it orders documents, and one
  /// document is too little for a likelihood ratio.
  public let score: Double
}
