/// Divides a text into hashed tokens: words by UAX #29, punctuation, and the marks of layout.
///
/// ```swift
/// var tokenizer = Tokenizer()
/// var tokens: [Token] = []
/// let text = Array("It's **bold**.".utf8)
/// let summary = try tokenizer.tokenize(text.span, into: &tokens)
/// ```
///
/// Boundaries are those of UAX #29 in the version of ``unicodeVersion``, refined as ``TokenKind``
/// says. Bytes that are not UTF-8 are read as U+FFFD.
///
/// ## Hashes
///
/// The definition is part of the format named by ``version``. The hash of a token is
/// `StableHash.bytes(canonical, seed: StableHash.tokenSeed)` over its canonical text:
///
/// - word: the simple case folding of each code point (CaseFolding.txt, statuses C and S), with
///   U+2019 and U+02BC as `'`. Nothing is composed or decomposed.
/// - ordinal marker: `0.` or `0)`; newline: one U+000A, blank line: two; code fence: three backticks
///   or three tildes; horizontal rule: `---`; a run of three or more periods: `...`.
/// - everything else: its own bytes, with U+FFFD for a sequence that is not UTF-8.
///
/// For every kind but word, number and ideograph the finished hash is then combined by exclusive or
/// with `StableHash.finalize(UInt64(kind.rawValue) &+ 1)`, so that the same bytes in another role
/// are another token.
public struct Tokenizer: Sendable {
  /// The version of the rules and hashes, for files that depend on them.
  public static let version = "whorl-tokens/1"

  /// The version of the Unicode Character Database behind the rules.
  public static let unicodeVersion = "15.0.0"

  /// A tokenizer.
  public init() {}

  /// Appends the tokens of `text` to `tokens`, in order of their ranges.
  ///
  /// Empty the array with `removeAll(keepingCapacity: true)` between texts: then nothing is
  /// allocated once it has grown.
  ///
  /// - Throws: ``TokenizationError/textTooLong(bytes:)`` for more than `UInt32.max` bytes; then
  ///   `tokens` is unchanged.
  /// - Complexity: O(n) in the bytes of `text`, whatever it holds.
  public mutating func tokenize(
    _ text: Span<UInt8>, into tokens: inout [Token]
  ) throws(TokenizationError) -> TokenizationSummary {
    guard text.count <= Int(UInt32.max) else { throw .textTooLong(bytes: text.count) }
    var scan = TokenScan(after: tokens.count)
    scan.run(text, into: &tokens)
    return TokenizationSummary(replacedSequences: scan.replacedSequences)
  }

  /// The hash that a token of kind ``TokenKind/word`` with the text `word` has.
  ///
  /// `word` is folded as a word is, but not divided: it is the caller's task to pass one word.
  public static func hash(ofWord word: String) -> UInt64 {
    var hash = FoldedWordHash()
    for scalar in word.unicodeScalars { hash.add(scalar.value, UnicodeProperties(scalar.value)) }
    return hash.finish()
  }
}
