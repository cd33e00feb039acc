import WhorlKit

/// A projection learned from some models: the part of a ``StyleModel`` that does not depend on scores.
struct StyleProjection: Sendable {
  let features: [Range<Int>]
  let axes: Int
  /// `axes` values a feature.
  let matrix: [Float]
  let offset: [Double]
  let between: [Double]
  private(set) var noise: [Double]
  private(set) var dispersion: DispersionModel?

  /// Learns the projection of `features` from chunks of the documents of `models`.
  ///
  /// - Parameters:
  ///   - corpora: All corpora; `models` says which of them take part.
  ///   - formatRange: The features that are multiplied by the format factor.
  ///   - promptGroups: Groups of prompts, by whose effects models are not to be told apart; nil where none are known.
  init(
    corpora: [TrainingCorpus], models: [Int], moments: PopulationMoments, features: [Range<Int>],
    formatRange: Range<Int>, promptGroups: PromptGroups? = nil, parameters: TrainingParameters
  ) throws(TrainingError) {
    self.features = features
    let scaling = FeatureScaling(
      features, moments: moments, formatRange: formatRange, parameters: parameters)
    let width = scaling.width
    let chunks = Self.chunks(
      corpora, models, scaling: scaling, size: parameters.chunk)
    let rows = chunks.owners.count
    guard rows > models.count else { throw TrainingError(.notPositiveDefinite) }

    // Principal components from the rows' products, which are far fewer than the features.
    let gram = SingleProducts.outerGram(chunks.values, rows: rows, columns: width)
    let (spectrum, vectors) = try gram.largestEigenpairs(parameters.components)
    // Below this share of the largest, single precision leaves only noise.
    let kept = spectrum.prefix { $0 > 1e-6 * (spectrum.first ?? 0) }.count
    guard kept >= 1 else { throw TrainingError(.notPositiveDefinite) }
    var loadings = [Float](repeating: 0, count: rows * kept)
    for component in 0..<kept {
      let root = spectrum[component].squareRoot()
      for row in 0..<rows {
        loadings[row * kept + component] = Float(vectors[component, row] / root)
      }
    }

    // Whiten the scatter within models, then keep the axes along which models differ most.
    let components = ComponentSpace(
      chunks.values, rows: rows, width: width, rowWeights: loadings, components: kept, scaling: scaling)
    var covariance = DenseMatrix(rows: kept, columns: kept)
    var responses = DenseMatrix(rows: kept, columns: kept)
    var means = DenseMatrix(rows: models.count, columns: kept)
    for (index, model) in models.enumerated() {
      let documents = components.documents(corpora[model].rows)
      let scatter = documents.covariance
      covariance.add(scatter, times: 1 / Double(models.count * parameters.chunk))
      if let response = documents.responses(to: promptGroups, of: corpora[model].rows, scatter: scatter) {
        responses.add(response, times: parameters.promptShare / Double(models.count))
      }
      let mean = components.place(of: moments.means[index], features: features)
      for column in 0..<kept { means[index, column] = mean[column] }
    }
    var trace = 0.0
    for index in 0..<kept { trace += covariance[index, index] }
    for index in 0..<kept { covariance[index, index] += parameters.ridge * trace / Double(kept) }
    covariance.add(responses, times: 1)
    let whitening = try covariance.inverseOfCholeskyFactor()
    let whitened = means.centered().multipliedByTranspose(of: whitening)
    var spread = whitened.gram()
    for index in spread.values.indices { spread.values[index] /= Double(max(models.count - 1, 1)) }
    let (variances, directions) = try spread.largestEigenpairs(min(parameters.axes, kept, models.count - 1))
    axes = variances.count

    // Features → components → whitened → axes, in one matrix.
    let combined = directions.multiplied(by: whitening)
    var weights = [Float](repeating: 0, count: rows * axes)
    for row in 0..<rows {
      for axis in 0..<axes {
        var sum = 0.0
        for component in 0..<kept {
          sum += Double(loadings[row * kept + component]) * combined[axis, component]
        }
        weights[row * axes + axis] = Float(sum)
      }
    }
    var matrix = SingleProducts.transposedProduct(
      chunks.values, rows: rows, columns: width, weights, width: axes)
    var offset = [Double](repeating: 0, count: axes)
    for place in 0..<width {
      for axis in 0..<axes {
        let value = matrix[place * axes + axis] * Float(scaling.scale[place])
        matrix[place * axes + axis] = value
        offset[axis] += Double(value) * scaling.center[place]
      }
    }
    self.matrix = matrix
    self.offset = offset
    between = variances.map { max($0 - Double(parameters.chunk) / moments.documents, 1e-3) }
    noise = [Double](repeating: 1, count: axes)
  }

  /// Fits the noise of a document along each axis: the mean of `n·z²/(1 − n/N)` over chunks of 5, 20 and
  /// 100 documents of the training models, each size counting alike.
  mutating func fitNoise(_ projected: [ProjectedCorpus]) {
    var total = [Double](repeating: 0, count: axes)
    var sizes = 0.0
    for size in [5, 20, 100] {
      var sum = [Double](repeating: 0, count: axes)
      var count = 0.0
      for corpus in projected where corpus.count >= 2 * size {
        let all = corpus.mean(0..<corpus.count)
        let correction = Double(size) / (1 - Double(size) / Double(corpus.count))
        for start in stride(from: 0, through: corpus.count - size, by: size) {
          let chunk = corpus.mean(start..<start + size)
          for axis in 0..<axes {
            let difference = chunk[axis] - all[axis]
            sum[axis] += correction * difference * difference
          }
          count += 1
        }
      }
      guard count > 0 else { continue }
      for axis in 0..<axes { total[axis] += sum[axis] / count }
      sizes += 1
    }
    guard sizes > 0 else { return }
    noise = total.map { max($0 / sizes, 1e-6) }
  }

  /// Fits the unit of dispersion: the geometric mean of the training models'. After the noise.
  mutating func fitDispersion(_ moments: [ModelMoments], population: PopulationMoments) {
    let raw = DispersionModel(
      features: features, projection: matrix, noise: noise, mean: population.mean.map { Float($0) },
      typical: 1)
    let logs = moments.map { model in
      let squares = zip(model.variance, model.mean).map { $0 + $1 * $1 }
      return ElementaryFunctions.naturalLogarithm(
        max(raw.dispersion(rates: model.mean, squares: squares, features), 1e-9))
    }
    dispersion = raw.divided(
      by: ElementaryFunctions.exponential(logs.reduce(0, +) / Double(max(logs.count, 1))))
  }

  /// The model of this projection with a calibration.
  func model(name: String, prompts: PromptSpace?, calibration: StyleCalibration) -> StyleModel {
    StyleModel(
      name: name, features: features, axes: axes, projection: matrix, offset: offset, between: between,
      noise: noise, dispersion: dispersion, prompts: prompts, calibration: calibration)
  }

  private static func chunks(
    _ corpora: [TrainingCorpus], _ models: [Int], scaling: FeatureScaling, size: Int
  ) -> (values: [Float], owners: [Int]) {
    var values: [Float] = []
    var owners: [Int] = []
    let places = scaling.places
    var sum = [Double](repeating: 0, count: scaling.width)
    for (owner, model) in models.enumerated() {
      let rows = corpora[model].rows
      for start in stride(from: 0, through: rows.count - size, by: size) {
        for index in sum.indices { sum[index] = 0 }
        var weight = 0.0
        for row in rows[start..<start + size] {
          let w = Double(row.weight)
          weight += w
          for (feature, rate) in zip(row.features, row.rates) where Int(feature) < places.count {
            if let place = places[Int(feature)] { sum[place] += w * Double(rate) }
          }
        }
        guard weight > 0 else { continue }
        for index in sum.indices {
          values.append(Float((sum[index] / weight - scaling.center[index]) * scaling.scale[index]))
        }
        owners.append(owner)
      }
    }
    return (values, owners)
  }
}
