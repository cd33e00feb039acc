/// One token of a text: what it hashes to, where it stands, and what it is.
///
/// A text is a sequence of tokens with ascending, non-overlapping, non-empty ranges. White space is
/// in no range but those of newlines, blank lines and spaced horizontal rules.
public struct Token: Sendable, Equatable {
  /// The hash of the canonical text of the token; see ``Tokenizer`` for its definition.
  public var hash: UInt64
  /// The offset of the first byte in the text.
  public var start: UInt32
  /// The offset after the last byte in the text.
  public var end: UInt32
  /// What the token is.
  public var kind: TokenKind
  /// How the letters of a word are cased; ``Casing/none`` for all other kinds.
  public var casing: Casing

  /// A token of the given parts; nothing is checked.
  public init(hash: UInt64, start: UInt32, end: UInt32, kind: TokenKind, casing: Casing = .none) {
    self.hash = hash
    self.start = start
    self.end = end
    self.kind = kind
    self.casing = casing
  }
}
