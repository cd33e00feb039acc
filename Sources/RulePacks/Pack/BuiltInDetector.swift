/// What patterns cannot say; see `docs/rule-packs.md`.
public enum BuiltInDetector: Sendable, Equatable {
  /// Sentences of at least `minimumWords` words that stand there at least `minimumCount` times.
  case repeatedSentence(minimumWords: Int, minimumCount: Int)
  /// A last line of at least `minimumWords` words that stops in the middle of a sentence.
  case truncatedEnding(minimumWords: Int)
  /// Letters of another script in a text of at least `minimumLetters` letters, the share `share` of
  /// them Latin.
  case scriptLeak(script: WritingScript, share: Double, minimumLetters: Int)
  /// UTF-8 that was read as Windows-1252, and replacement characters.
  case mojibake
  /// The whole text, if it has this many words.
  case wordCount(ClosedRange<Int>)

  /// The names of the detectors in packs.
  public static let names = [
    "repeated-sentence", "truncated-ending", "script-leak", "mojibake", "word-count",
  ]

  /// The detector as a pack writes it.
  public var text: String {
    switch self {
    case .repeatedSentence(let words, let count):
      "repeated-sentence (min_words: \(words), min_count: \(count))"
    case .truncatedEnding(let words): "truncated-ending (min_words: \(words))"
    case .scriptLeak(let script, let share, let letters):
      "script-leak (script: \(script.rawValue), share: \(share), min_letters: \(letters))"
    case .mojibake: "mojibake"
    case .wordCount(let range):
      "word-count (at_least: \(range.lowerBound)"
        + (range.upperBound == .max ? ")" : ", at_most: \(range.upperBound))")
    }
  }
}
