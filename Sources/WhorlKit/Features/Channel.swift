/// A family of features that is counted, weighted and explained on its own.
///
/// The raw value is the channel's name in files, options and reports.
public enum Channel: String, CaseIterable, Sendable {
  /// Word 1-grams: which words are used.
  case w1
  /// Word 2-grams: which words follow each other.
  case w2
  /// Masked 3-grams: function words, punctuation and layout, with content words hidden.
  case d3
  /// Masked 5-grams.
  case d5
  /// Character 4-grams over text whose white space is folded.
  case c4
  /// The first 1…6 and the last 1…5 tokens of a document.
  case pos
  /// Rates of layout, punctuation and casing; see ``FormatFeature``.
  case format

  /// The channels whose features are looked up in a ``Vocabulary``, in file order.
  public static let vocabularyChannels: [Channel] = [.w1, .w2, .d3, .d5, .c4, .pos]

  /// The seed of this channel's n-gram hashes, so that equal n-grams of two channels differ.
  ///
  /// Part of the file format: `StableHash.text("whorl/" + rawValue, seed: 0)`.
  public var seed: UInt64 { StableHash.text("whorl/" + rawValue, seed: 0) }

  /// The features that a vocabulary keeps of this channel unless told otherwise.
  public var defaultVocabularySize: Int {
    switch self {
    case .w1, .w2, .d3, .c4: 2000
    case .d5: 1000
    case .pos: 500
    case .format: 0
    }
  }
}
