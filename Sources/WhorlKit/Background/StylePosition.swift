/// Where a set of documents lies in the space of a ``StyleModel``, relative to the background.
public struct StylePosition: Sendable, Equatable {
  /// One value an axis.
  public var values: [Double]
  /// How many documents it is the mean of.
  public var documents: Double
  /// How widely its documents scatter, as a multiple of what documents of one model usually do; see
  /// ``DispersionModel``.
  public var dispersion: Double
  /// Where it lies in the ``PromptSpace``; empty where that is not known.
  public var prompts: [Double]

  /// A position.
  public init(values: [Double], documents: Double, dispersion: Double = 1, prompts: [Double] = []) {
    self.prompts = prompts
    self.values = values
    self.documents = documents
    self.dispersion = dispersion
  }

  /// The position relative to `center`.
  func relative(to center: [Double]) -> StylePosition {
    var result = self
    for axis in values.indices { result.values[axis] -= center[axis] }
    return result
  }
}
