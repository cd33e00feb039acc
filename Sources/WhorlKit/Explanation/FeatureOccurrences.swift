/// Where a feature stands in a suspect's documents.
public struct FeatureOccurrences: Sendable, Equatable {
  /// A place.
  public struct Place: Sendable, Equatable {
    /// The document, by its place in the list.
    public let document: Int
    /// The bytes of the document's text that the feature covers.
    public let range: Range<Int>

    /// A place.
    public init(document: Int, range: Range<Int>) {
      self.document = document
      self.range = range
    }
  }

  /// Occurrences in all documents.
  public private(set) var count = 0
  /// Documents with an occurrence.
  public private(set) var documents = 0
  /// Some places, the first of a document before its second.
  public private(set) var places: [Place] = []
  private var lastDocument: Int?

  /// No occurrences.
  public init() {}

  /// Adds a place, documents one after the other. At most `limit` are kept: the first of a document pushes out a later
  /// one of another.
  ///
  /// - Complexity: O(k²) for k places kept.
  public mutating func add(_ place: Place, limit: Int) {
    count += 1
    let isFirst = lastDocument != place.document
    lastDocument = place.document
    if isFirst { documents += 1 }
    if places.count < limit {
      places.append(place)
    } else if isFirst,
      let later = places.indices.last(where: { index in
        places[..<index].contains { $0.document == places[index].document }
      })
    {
      places.remove(at: later)
      places.append(place)
    }
  }
}
