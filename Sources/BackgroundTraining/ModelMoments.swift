import WhorlKit

/// The weighted mean and variance of every feature over one model's documents.
struct ModelMoments: Sendable {
  let mean: [Double]
  let variance: [Double]
  let documents: Int

  /// The moments of `rows`, which have `featureCount` features.
  init(_ rows: [DocumentRow], featureCount: Int) {
    var sum = [Double](repeating: 0, count: featureCount)
    var squares = [Double](repeating: 0, count: featureCount)
    var weight = 0.0
    for row in rows {
      let w = Double(row.weight)
      weight += w
      for (feature, rate) in zip(row.features, row.rates) {
        let y = Double(rate)
        sum[Int(feature)] += w * y
        squares[Int(feature)] += w * y * y
      }
    }
    let total = max(weight, 1e-9)
    mean = sum.map { $0 / total }
    variance = zip(squares, mean).map { max($0 / total - $1 * $1, 0) }
    documents = rows.count
  }
}

/// The moments of a population of models.
struct PopulationMoments {
  /// The models' own means.
  let means: [[Double]]
  /// The mean of the models' means.
  let mean: [Double]
  /// The mean of the models' variances: how documents of one model vary.
  let within: [Double]
  /// The variance of the models' means beyond what their documents' variance explains.
  let between: [Double]
  /// The mean number of documents of a model.
  let documents: Double

  init(_ models: [ModelMoments]) {
    let count = Double(models.count)
    let features = models.first?.mean.count ?? 0
    let documents = models.reduce(0) { $0 + Double($1.documents) } / count
    var mean = [Double](repeating: 0, count: features)
    var within = mean
    var between = mean
    for feature in 0..<features {
      var sum = 0.0
      var variance = 0.0
      for model in models {
        sum += model.mean[feature]
        variance += model.variance[feature]
      }
      let center = sum / count
      var spread = 0.0
      for model in models {
        let difference = model.mean[feature] - center
        spread += difference * difference
      }
      mean[feature] = center
      within[feature] = variance / count
      between[feature] = max(spread / count - variance / count / documents, 1e-12)
    }
    means = models.map(\.mean)
    self.mean = mean
    self.within = within
    self.between = between
    self.documents = documents
  }
}
