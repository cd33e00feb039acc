/// How many words of a text are function words of the vocabulary, where they are far too few for the kind of text that it
/// is held against.
///
/// Function words (*the*, *of*, *and* …) hold the sentences of a language together: a text with hardly any is in another
/// language, or is code, names or lists. A few documents show it, when the many features that a distance is made of still
/// scatter too widely.
public struct FunctionWordShare: Sendable, Equatable {
  /// The share of the text's words, about.
  public let share: Double
  /// The share that is usual.
  public let usual: Double

  /// A share beside the usual one.
  public init(share: Double, usual: Double) {
    self.share = share
    self.usual = usual
  }

  /// Standard deviations of sources and documents below the usual rate from which a text has too few: more than any of 78
  /// sources of the built-in kind came to in 640 draws each of 5 to 400 documents.
  static let limit = 8.0
}
