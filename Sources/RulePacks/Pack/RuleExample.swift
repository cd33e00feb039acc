/// A text in which a rule must have a hit, or must have none.
public struct RuleExample: Sendable, Equatable {
  /// The text.
  public let text: String
  /// Who makes the model that wrote it, if the example says.
  public let maker: String?
  /// Where the example stands in the pack.
  public let place: PackPlace
}
