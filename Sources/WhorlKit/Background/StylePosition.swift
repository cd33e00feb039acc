/// Where a set of documents lies in the space of a ``StyleModel``, relative to the background.
public struct StylePosition: Sendable, Equatable {
  /// One value an axis.
  public var values: [Double]
  /// How many documents it is the mean of.
  public var documents: Double

  /// A position.
  public init(values: [Double], documents: Double) {
    self.values = values
    self.documents = documents
  }
}
