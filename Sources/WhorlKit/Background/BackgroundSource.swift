/// One model that a background was made from.
public struct BackgroundSource: Sendable, Equatable {
  /// The model's name.
  public let name: String
  /// Models of one family are left out together when calibration is fitted.
  public let family: String
  /// The model behind the name: corpora of one model under several prompts or settings have one identity and
  /// are never trials of different models.
  public let identity: String
  /// Models of which one is derived from another, or both from a third, have one lineage.
  public let lineage: String
  /// Documents of it.
  public let documents: Int
  /// The SHA-256 of each of its inputs.
  public let inputs: [String]

  /// A source.
  public init(
    name: String, family: String, identity: String? = nil, lineage: String? = nil, documents: Int,
    inputs: [String]
  ) {
    self.name = name
    self.family = family
    self.identity = identity ?? name
    self.lineage = lineage ?? identity ?? name
    self.documents = documents
    self.inputs = inputs
  }
}
