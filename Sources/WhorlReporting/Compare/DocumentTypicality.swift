/// How much one document of a suspect is like the suspect's best reference.
public struct DocumentTypicality: Sendable, Equatable {
  /// The document's id, or its number from 0.
  public var document: String
  /// Its score against the best reference, in nats: higher is more like it.
  public var score: Double
  /// How its text begins. From outside.
  public var opening: String

  /// A document's likeness.
  public init(document: String, score: Double, opening: String) {
    self.document = document
    self.score = score
    self.opening = opening
  }
}
