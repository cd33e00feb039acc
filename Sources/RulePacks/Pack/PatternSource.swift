/// A regular expression as its pack has it, and where it stands there.
public struct PatternSource: Sendable, Equatable {
  /// The expression, in the syntax of PCRE2 and with placeholders such as `{{maker}}`.
  public let text: String
  /// Where it stands.
  public let place: PackPlace
  /// Whether the place is that of the expression's first character, and what follows is as it stands
  /// in the file.
  let isLiteral: Bool
}
