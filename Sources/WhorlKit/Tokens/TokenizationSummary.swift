/// What a call of ``Tokenizer/tokenize(_:into:)`` found apart from the tokens.
public struct TokenizationSummary: Sendable, Equatable {
  /// Byte sequences that are not UTF-8 and were read as U+FFFD, one for each maximal subpart
  /// (Unicode Standard 15.0, section 3.9, "U+FFFD Substitution of Maximal Subparts").
  public var replacedSequences: Int

  /// A summary of the given count.
  public init(replacedSequences: Int = 0) { self.replacedSequences = replacedSequences }
}
