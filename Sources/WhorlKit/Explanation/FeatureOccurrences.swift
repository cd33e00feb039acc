/// Where a feature stands in a suspect's documents.
public struct FeatureOccurrences: Sendable, Equatable {
  /// A place.
  public struct Place: Sendable, Equatable {
    /// The document, by its place in the list.
    public let document: Int
    /// The bytes of the document's text that the feature covers.
    public let range: Range<Int>
  }

  /// Occurrences in all documents.
  public internal(set) var count = 0
  /// Documents with an occurrence.
  public internal(set) var documents = 0
  /// Some places, the first of a document before its second.
  public internal(set) var places: [Place] = []
}
