/// What prompts do to the outputs of all models alike: a space of few axes along which outputs differ by what was
/// asked for, and hardly by who answers.
///
/// Prompts that are alike in their effect are put in groups, and axes are those along which groups differ most for the
/// differences between models and the scatter of 100 documents (linear discriminant analysis with prompts for
/// classes; `docs/algorithms/style-model.md`). Each is scaled so that groups have variance 1 along it. How far two sets
/// of documents lie apart there, beyond what models and chance make of it, says how much the mixes of prompts differ
/// that they answer: ``shift(_:_:)``.
public struct PromptSpace: Sendable, Equatable {
  /// The places in a fingerprint of the features that it sees.
  public let features: [Range<Int>]
  /// The projection: as many values as there are axes for each feature, in the order of `features`.
  public let projection: [Float]
  /// The projection of the background's mean.
  public let offset: [Double]
  /// The variance between models along each axis.
  public let between: [Double]
  /// The variance of a document of one model along each axis.
  public let noise: [Double]

  /// The axes.
  public var axes: Int { offset.count }

  /// A space.
  public init(
    features: [Range<Int>], projection: [Float], offset: [Double], between: [Double], noise: [Double]
  ) {
    self.features = features
    self.projection = projection
    self.offset = offset
    self.between = between
    self.noise = noise
  }

  /// Where the documents of `sums` lie, relative to the background.
  ///
  /// - Complexity: O(F · axes) for the features that occur.
  func place(of sums: FeatureSums) -> [Double] {
    var values = offset.map { -$0 }
    var row = 0
    for range in features {
      for feature in range {
        if sums.features[feature].rate > 0 {
          let rate = sums.meanRate(feature)
          for axis in values.indices { values[axis] += rate * Double(projection[row * values.count + axis]) }
        }
        row += 1
      }
    }
    return values
  }

  /// Where one document lies, relative to the background.
  ///
  /// - Complexity: O(f · axes) for the f features that it holds.
  package func place(of document: DocumentRow) -> [Float] {
    var values = offset.map { Float(-$0) }
    for (feature, rate) in zip(document.features, document.rates) {
      guard let row = features.row(of: Int(feature)) else { continue }
      for axis in values.indices { values[axis] += rate * projection[row * values.count + axis] }
    }
    return values
  }

  /// How much the mixes of prompts differ that two sets of documents answer: the squared distance of their places less
  /// what is expected of it for one mix,
  ///
  ///     m² = max(0, Σ_k (a_k − b_k)² − 2·b_k − c_k·(1/n_a + 1/n_b))
  ///
  /// for the variances b between models and c of documents. 1 an axis is what two groups of prompts usually differ by,
  /// and 0 is one mix. Nil if a place is not known.
  ///
  /// - Complexity: O(axes).
  public func shift(_ a: StylePosition, _ b: StylePosition) -> PromptShift? {
    guard a.prompts.count == axes, b.prompts.count == axes, a.documents > 0, b.documents > 0 else {
      return nil
    }
    let scatter = 1 / a.documents + 1 / b.documents
    var distance = 0.0
    var expected = 0.0
    for axis in 0..<axes {
      let difference = a.prompts[axis] - b.prompts[axis]
      distance += difference * difference
      expected += 2 * between[axis] + noise[axis] * scatter
    }
    return PromptShift(distance: distance, expected: expected)
  }
}

/// How much the mixes of prompts differ that two sets of documents answer.
public struct PromptShift: Sendable, Equatable {
  /// The squared distance of their places.
  let distance: Double
  /// What is expected of it for one mix.
  let expected: Double

  /// The squared distance beyond what is expected of one mix; 0 for one mix.
  public var value: Double { max(distance - expected, 0) }

  /// Whether the mixes differ for certain: whether the distance is so large as hardly ever for one mix.
  ///
  /// Of one mix it is near `expected` times a chi-squared variable over its degrees of freedom, which with seven is above
  /// 3 once in 280 times.
  public var isCertain: Bool { distance > 3 * expected }
}

extension [Range<Int>] {
  /// The row of a feature among those of the ranges; nil if it is in none.
  func row(of feature: Int) -> Int? {
    var before = 0
    for range in self {
      if range.contains(feature) { return before + feature - range.lowerBound }
      before += range.count
    }
    return nil
  }
}
