/// A run of words that two texts share, as long as it can be: the words before it differ, and those
/// behind it.
public struct SharedSpan: Sendable, Equatable {
  /// The words of the suspect's text.
  public let suspectWords: Range<Int>
  /// The words of the reference's text.
  public let referenceWords: Range<Int>

  /// The number of words.
  public var count: Int { suspectWords.count }

  /// By how much the reference's words stand behind the suspect's.
  var diagonal: Int { referenceWords.lowerBound - suspectWords.lowerBound }
}
