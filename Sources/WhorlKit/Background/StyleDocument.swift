/// One document in the space of a ``StyleModel``, not relative to the background.
public struct StyleDocument: Sendable, Equatable {
  /// Its weight, `L / (L + 100)` for L words.
  public let weight: Float
  /// One value an axis.
  public let values: [Float]
  /// How far it is from the background's mean; see ``DispersionModel``.
  public let dispersion: Float
  /// Where it lies in the ``PromptSpace``, relative to the background; empty where that is not known.
  public internal(set) var prompts: [Float] = []
}

/// The weighted mean of documents in the space of a style model, as they come and go.
struct StyleMean: Sendable {
  private(set) var documents = 0
  private(set) var weight = 0.0
  private var values: [Double]
  private var dispersion = 0.0
  private var prompts: [Double] = []

  init(axes: Int) { values = [Double](repeating: 0, count: axes) }

  init(_ documents: some Sequence<StyleDocument>, axes: Int) {
    self.init(axes: axes)
    for document in documents { add(document) }
  }

  mutating func add(_ document: StyleDocument) {
    let own = Double(document.weight)
    documents += 1
    weight += own
    dispersion += own * Double(document.dispersion)
    for axis in values.indices { values[axis] += own * Double(document.values[axis]) }
    if prompts.isEmpty { prompts = [Double](repeating: 0, count: document.prompts.count) }
    for axis in prompts.indices { prompts[axis] += own * Double(document.prompts[axis]) }
  }

  mutating func remove(_ others: StyleMean) {
    documents -= others.documents
    weight -= others.weight
    dispersion -= others.dispersion
    for axis in values.indices { values[axis] -= others.values[axis] }
    for axis in others.prompts.indices { prompts[axis] -= others.prompts[axis] }
  }

  /// Where the documents lie, relative to `offset`; nil if they have no weight.
  func position(relativeTo offset: [Double]) -> StylePosition? {
    guard documents > 0, weight > 1e-9 else { return nil }
    return StylePosition(
      values: values.indices.map { values[$0] / weight - offset[$0] }, documents: Double(documents),
      dispersion: max(dispersion, 0) / weight, prompts: prompts.map { $0 / weight })
  }
}
