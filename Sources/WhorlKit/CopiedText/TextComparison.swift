/// What two texts share, exactly.
public struct TextComparison: Sendable, Equatable {
  /// Distinct shingles in both.
  public let sharedShingles: Int
  /// Distinct shingles of the suspect's text.
  public let suspectShingles: Int
  /// Distinct shingles of the reference's text.
  public let referenceShingles: Int
  /// The longest run of words in both.
  public let longestRun: Int
  /// The shared runs of at least ``Winnowing/seedLength`` words that lie in no longer one of the
  /// suspect's, in the order of the suspect's words, which they do not share.
  public let spans: [SharedSpan]
  /// Whether the words of both are the same.
  public let isExact: Bool

  /// The Jaccard similarity of the sets of shingles; nil if both are empty.
  public var jaccard: Double? {
    let union = suspectShingles + referenceShingles - sharedShingles
    return union > 0 ? Double(sharedShingles) / Double(union) : nil
  }

  /// The share of the suspect's shingles that the reference has; nil if it has none.
  public var suspectContainment: Double? {
    suspectShingles > 0 ? Double(sharedShingles) / Double(suspectShingles) : nil
  }

  /// The share of the reference's shingles that the suspect has; nil if it has none.
  public var referenceContainment: Double? {
    referenceShingles > 0 ? Double(sharedShingles) / Double(referenceShingles) : nil
  }
}
