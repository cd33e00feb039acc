public import WhorlKit

/// One model's outputs, as training sees them.
public struct TrainingCorpus: Sendable {
  /// The model's name.
  public let name: String
  /// Models of one family are left out together.
  public let family: String
  /// The model behind the name: corpora of one model under several prompts or settings have one identity
  /// and are never compared as different models.
  public let identity: String
  /// The SHA-256 of each of its inputs.
  public let inputs: [String]
  /// Its documents, in an order that depends on their text alone.
  public let rows: [DocumentRow]

  /// A corpus.
  public init(name: String, family: String, identity: String, inputs: [String], rows: [DocumentRow]) {
    self.name = name
    self.family = family
    self.identity = identity
    self.inputs = inputs
    self.rows = rows
  }
}
