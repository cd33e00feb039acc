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
    let ordered = words.filter { !$0.isEmpty }.map(Self.folded)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var distinct: [String] = []
    for word in ordered where !(distinct.last?.utf8.elementsEqual(word.utf8) ?? false) {
      distinct.append(word)
    }
    self.words = distinct
    index = FeatureIndex(self.words.map { Tokenizer.hash(ofWord: $0) })
  }

  /// Reads a list with one word a line; `#` starts a comment.
  public init(parsing text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    self.init(
      lines.map { line in
        let word = line.prefix { $0 != "#" }
        return String(word.filter { !$0.isWhitespace })
      })
  }

  /// Whether the two lists hold the same words, byte for byte.
  public static func == (a: FunctionWords, b: FunctionWords) -> Bool {
    a.words.elementsEqual(b.words) { $0.utf8.elementsEqual($1.utf8) }
  }

  private static func folded(_ word: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      let value = FoldedWordHash.canonical(scalar.value, UnicodeProperties(scalar.value))
      scalars.append(Unicode.Scalar(value) ?? scalar)
    }
    return String(scalars)
  }
}
