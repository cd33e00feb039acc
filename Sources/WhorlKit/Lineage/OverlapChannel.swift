/// The feature sets of an answer that same-prompt overlap is counted in. Each is a set of hashes: what
/// an answer repeats counts once.
///
/// Words are tokens of the kinds ``TokenKind/isWordLike``; punctuation and layout between them are
/// skipped.
public enum OverlapChannel: Int, CaseIterable, Sendable {
  /// Word 2-grams.
  case words2
  /// Word 3-grams.
  case words3
  /// Word 4-grams.
  case words4
  /// Word 6-grams.
  case words6
  /// Word 8-grams.
  case words8
  /// Pairs of consecutive content words, function words skipped.
  case content2
  /// Word 3-grams of the first 40 words.
  case lead3
  /// The first one, two and three words after each line end and each `.`, `!`, `?` or `:`.
  case head
  /// The first one to twelve tokens, of any kind.
  case opening

  /// The name that reports use.
  public var name: String {
    switch self {
    case .words2: "w2"
    case .words3: "w3"
    case .words4: "w4"
    case .words6: "w6"
    case .words8: "w8"
    case .content2: "c2"
    case .lead3: "lead3"
    case .head: "head"
    case .opening: "open"
    }
  }
}
