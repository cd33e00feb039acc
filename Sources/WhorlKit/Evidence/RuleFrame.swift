/// How a case is placed in the style of rules: for explanations of that channel.
public struct RuleFrame: Sendable {
  /// The style, for the case's kind of text.
  public let style: StyleModel
  /// What is taken off positions besides, one value an axis: the references' mean where a case is recentred.
  public let shift: [Double]
}
