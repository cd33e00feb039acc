/// What is done to a text before a rule is matched; see `docs/rule-packs.md`.
public struct RuleNormalization: OptionSet, Hashable, Sendable {
  /// The steps as bits.
  public let rawValue: UInt8

  /// The steps with the bits of `rawValue`.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Letters match without regard to case.
  public static let `case` = RuleNormalization(rawValue: 1)
  /// Typographic quotation marks and apostrophes become straight ones.
  public static let quotes = RuleNormalization(rawValue: 2)
  /// Spaces of all kinds become U+0020, and invisible characters vanish.
  public static let spaces = RuleNormalization(rawValue: 4)
  /// Emphasis, heading and quote marks of Markdown vanish.
  public static let markup = RuleNormalization(rawValue: 8)

  /// All four: what rules have that do not say.
  public static let standard: RuleNormalization = [.case, .quotes, .spaces, .markup]

  /// The steps that change the text, and not only how it is compared.
  var textual: RuleNormalization { subtracting(.case) }

  /// The steps by their names in a pack, in the order of the documentation.
  public static let named: [(name: String, step: RuleNormalization)] = [
    ("case", .case), ("quotes", .quotes), ("spaces", .spaces), ("markup", .markup),
  ]
}
