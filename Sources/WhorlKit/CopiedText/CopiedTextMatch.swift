/// One document of a reference that shares text with one of the suspect.
public struct CopiedTextMatch: Sendable, Equatable {
  /// The reference, by number in the names of the matcher.
  public let reference: Int
  /// The index that holds it, by number in the matcher's.
  public let index: Int
  /// The document's number in that index.
  public let document: Int
  /// The document's id.
  public let id: String?
  /// The document's number in its reference, from 0.
  public let position: Int
  /// What kind of match it is.
  public let kind: CopiedTextKind
  /// What both share, exactly; nil where the index keeps no text.
  public let comparison: TextComparison?
  /// The Jaccard similarity that the signatures estimate.
  public let jaccardEstimate: Double
  /// The share of the suspect's winnowed seeds that the document has, too.
  public let seedShare: Double
  /// The longest run without common words; nil where the index keeps no text.
  public let distinctiveRun: Int?
  /// The passages, in the order of the suspect's text.
  public let passages: [CopiedPassage]
  /// Documents of the reference with the same words.
  public let copies: Int
  /// Whether both answer one prompt.
  public let sharesPrompt: Bool
  /// Whether all that is shared is found in more than the set share of references.
  public let isCommon: Bool
}
