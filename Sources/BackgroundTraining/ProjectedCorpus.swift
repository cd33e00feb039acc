import WhorlKit

/// The documents of one model in the space of a projection.
struct ProjectedCorpus {
  /// The number of documents.
  let count: Int
  private let axes: Int
  private let values: [Float]
  private let weights: [Float]
  /// 1 where the projection knows nothing of dispersion yet.
  private let dispersions: [Double]
  private let offset: [Double]
  /// The documents of each prompt half.
  let halves: [[Int]]

  /// Where each document lies in the space of prompts; empty where that is not known.
  private let prompts: [[Float]]

  init(_ corpus: TrainingCorpus, _ projection: StyleProjection, prompts space: PromptSpace? = nil) {
    prompts = space.map { space in corpus.rows.map { space.place(of: $0) } } ?? []
    count = corpus.rows.count
    axes = projection.axes
    offset = projection.offset
    weights = corpus.rows.map(\.weight)
    halves = [0, 1].map { half in corpus.rows.indices.filter { corpus.rows[$0].half == half } }
    let places = FeatureScaling.places(projection.features)
    let matrix = projection.matrix
    let axes = axes
    var values = [Float](repeating: 0, count: count * axes)
    values.withUnsafeMutableBufferPointer { values in
      matrix.withUnsafeBufferPointer { matrix in
        for (index, row) in corpus.rows.enumerated() {
          let target = index * axes
          for (feature, rate) in zip(row.features, row.rates) where Int(feature) < places.count {
            guard let place = places[Int(feature)] else { continue }
            let source = place * axes
            for axis in 0..<axes { values[target + axis] += rate * matrix[source + axis] }
          }
        }
      }
    }
    self.values = values
    guard let dispersion = projection.dispersion else {
      dispersions = [Double](repeating: 1, count: count)
      return
    }
    dispersions = corpus.rows.map { row in
      var additions = 0.0
      for (feature, rate) in zip(row.features, row.rates) where Int(feature) < places.count {
        if let place = places[Int(feature)] {
          additions += Double(dispersion.addition(row: place, rate: rate))
        }
      }
      return dispersion.dispersion(additions: additions)
    }
  }

  /// The weighted mean of some documents, relative to the background.
  func mean(_ documents: some Collection<Int>) -> [Double] {
    var sum = [Double](repeating: 0, count: axes)
    var weight = 0.0
    for document in documents {
      let w = Double(weights[document])
      weight += w
      for axis in 0..<axes { sum[axis] += w * Double(values[document * axes + axis]) }
    }
    let total = max(weight, 1e-9)
    return sum.indices.map { sum[$0] / total - offset[$0] }
  }

  /// The position of some documents.
  func position(_ documents: some Collection<Int>) -> StylePosition {
    var dispersion = 0.0
    var weight = 0.0
    var place = [Double](repeating: 0, count: prompts.first?.count ?? 0)
    for document in documents {
      let own = Double(weights[document])
      weight += own
      dispersion += own * dispersions[document]
      for axis in place.indices { place[axis] += own * Double(prompts[document][axis]) }
    }
    return StylePosition(
      values: mean(documents), documents: Double(documents.count),
      dispersion: weight > 0 ? dispersion / weight : 1, prompts: place.map { $0 / max(weight, 1e-9) })
  }
}
