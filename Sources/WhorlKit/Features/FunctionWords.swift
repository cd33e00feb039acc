/// The words that masked n-grams keep as they are: everything else becomes one placeholder.
///
/// The list is data and travels inside the ``Vocabulary``, so that a vocabulary's digest names the
/// masking too.
public struct FunctionWords: Sendable, Equatable {
  /// The words, folded, without repeats, in ascending order of their UTF-8 bytes.
  public let words: [String]

  /// Membership by token hash.
  let index: FeatureIndex

  /// The list `words`, folded as tokens are, repeats dropped.
  public init(_ words: [String]) {
    let distinct = Set(words.filter { !$0.isEmpty })
    self.words = distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    index = FeatureIndex(self.words.map { Tokenizer.hash(ofWord: $0) })
  }

  /// Reads a list with one word a line; `#` starts a comment.
  public init(parsing text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    self.init(
      lines.map { line in
        let word = line.prefix { $0 != "#" }
        return String(word.filter { !$0.isWhitespace }).lowercased()
      })
  }

  /// Whether the two lists hold the same words.
  public static func == (a: FunctionWords, b: FunctionWords) -> Bool { a.words == b.words }
}
