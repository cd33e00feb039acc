import WhorlKit

/// The space of principal components of scaled rates, and documents in it.
struct ComponentSpace {
  private let components: Int
  /// `components` values a feature: scaled loadings.
  private let loadings: [Float]
  /// Where the centre lies.
  private let offset: [Double]
  private let places: [Int?]

  /// The components of centred and scaled `rows` × `width` values, each the sum of the rows with its weights.
  init(
    _ values: [Float], rows: Int, width: Int, rowWeights: [Float], components: Int, scaling: FeatureScaling
  ) {
    var loadings = SingleProducts.transposedProduct(
      values, rows: rows, columns: width, rowWeights, width: components)
    var offset = [Double](repeating: 0, count: components)
    for place in 0..<width {
      for component in 0..<components {
        let value = loadings[place * components + component] * Float(scaling.scale[place])
        loadings[place * components + component] = value
        offset[component] += Double(value) * scaling.center[place]
      }
    }
    self.components = components
    self.loadings = loadings
    self.offset = offset
    places = scaling.places
  }

  /// The components with these loadings, one row of them for each of the places.
  init(scaled loadings: [Float], offset: [Double], places: [Int?]) {
    components = offset.count
    self.loadings = loadings
    self.offset = offset
    self.places = places
  }

  /// Where mean rates of the fingerprint's features lie.
  func place(of rates: [Double], features: [Range<Int>]) -> [Double] {
    var values = offset.map { -$0 }
    for feature in features.joined() where rates[feature] != 0 {
      guard let place = places[feature] else { continue }
      for component in 0..<components {
        values[component] += rates[feature] * Double(loadings[place * components + component])
      }
    }
    return values
  }

  /// Documents of one model, in deviations from their weighted mean, times their weights.
  struct Documents {
    let count: Int
    let totalWeight: Double
    let values: [Float]
    let components: Int

    /// The covariance of a document of average weight: `n/(Σw)² · Σ w²·(s − s̄)(s − s̄)ᵀ`.
    var covariance: DenseMatrix {
      let product = SingleProducts.transposedProduct(
        values, rows: count, columns: components, values, width: components)
      var result = DenseMatrix(rows: components, columns: components)
      let factor = Double(count) / max(totalWeight * totalWeight, 1e-12)
      for index in product.indices { result.values[index] = Double(product[index]) * factor }
      return result
    }

    /// How the model's outputs differ by the prompts that they answer: the covariance of its means over groups of prompts,
    /// beyond what chance makes of it,
    ///
    ///     Σ_g (n_g/n)·m_g·m_gᵀ − (G − 1)/n · C
    ///
    /// for G groups of n_g documents with mean m_g, relative to the mean of all, and the covariance C of a document. Nil
    /// if less than two groups hold enough documents.
    ///
    /// - Parameters:
    ///   - groups: The groups; nil for none.
    ///   - rows: The documents, in the order in which they were placed.
    ///   - scatter: C.
    /// - Complexity: O(n · components + G · components²).
    func responses(to groups: PromptGroups?, of rows: [DocumentRow], scatter: DenseMatrix) -> DenseMatrix? {
      guard let groups else { return nil }
      var members = [[Int]](repeating: [], count: groups.count)
      for (index, row) in rows.enumerated() {
        if let group = groups.group(of: row) { members[group].append(index) }
      }
      members.removeAll { $0.count < PromptGroups.leastDocuments }
      guard members.count >= 2 else { return nil }
      let grouped = Double(members.reduce(0) { $0 + $1.count })
      var result = DenseMatrix(rows: components, columns: components)
      for group in members {
        var mean = [Double](repeating: 0, count: components)
        var weight = 0.0
        for index in group {
          weight += Double(rows[index].weight)
          for component in 0..<components {
            mean[component] += Double(values[index * components + component])
          }
        }
        for component in 0..<components { mean[component] /= max(weight, 1e-9) }
        let share = Double(group.count) / grouped
        for row in 0..<components {
          for column in 0..<components { result[row, column] += share * mean[row] * mean[column] }
        }
      }
      result.add(scatter, times: -Double(members.count - 1) / grouped)
      return result
    }
  }

  /// Documents that are multiplied at once: some megabytes of rates.
  private static let block = 128

  /// Places `rows`.
  ///
  /// Most of a document's rates are 0, and all the same a product of dense matrices is several times as fast as a sum
  /// over those that are not.
  ///
  /// - Complexity: O(width · components) for each document.
  func documents(_ rows: [DocumentRow]) -> Documents {
    let count = rows.count
    let components = components
    let width = loadings.count / max(components, 1)
    var values: [Float] = []
    values.reserveCapacity(count * components)
    for start in stride(from: 0, to: count, by: Self.block) {
      let block = rows[start..<min(start + Self.block, count)]
      // A row a feature and a column a document.
      var rates = [Float](repeating: 0, count: width * block.count)
      for (column, row) in block.enumerated() {
        for (feature, rate) in zip(row.features, row.rates) where Int(feature) < places.count {
          if let place = places[Int(feature)] { rates[place * block.count + column] += rate }
        }
      }
      values += SingleProducts.transposedProduct(
        rates, rows: width, columns: block.count, loadings, width: components)
    }
    let weights = rows.map(\.weight)
    let total = weights.reduce(0) { $0 + Double($1) }
    var mean = [Double](repeating: 0, count: components)
    for (index, weight) in weights.enumerated() {
      for component in 0..<components {
        mean[component] += Double(weight) * Double(values[index * components + component])
      }
    }
    for (index, weight) in weights.enumerated() {
      for component in 0..<components {
        let place = index * components + component
        values[place] = weight * (values[place] - Float(mean[component] / max(total, 1e-9)))
      }
    }
    return Documents(count: count, totalWeight: total, values: values, components: components)
  }
}
