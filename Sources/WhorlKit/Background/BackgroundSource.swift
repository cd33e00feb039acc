/// One model that a background was made from.
public struct BackgroundSource: Sendable, Equatable {
  /// The model's name.
  public let name: String
  /// Models of one family are left out together when calibration is fitted.
  public let family: String
  /// Documents of it.
  public let documents: Int
  /// The SHA-256 of each of its inputs.
  public let inputs: [String]

  /// A source.
  public init(name: String, family: String, documents: Int, inputs: [String]) {
    self.name = name
    self.family = family
    self.documents = documents
    self.inputs = inputs
  }
}
