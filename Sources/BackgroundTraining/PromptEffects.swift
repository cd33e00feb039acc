import WhorlKit

/// What each prompt does to the outputs of all models alike: how documents that answer it lie from their models' means,
/// averaged over models, in principal components of these effects.
struct PromptEffects {
  /// The prompts' hashes, in ascending order.
  private let prompts: [UInt64]
  private let features: [Range<Int>]
  private let scaling: FeatureScaling
  /// The components.
  private let axes: Int
  /// `axes` values a feature: scaled loadings.
  private let loadings: [Float]
  private let offset: [Double]
  /// The place of each prompt, relative to their mean.
  private let places: [[Double]]

  /// The most prompts that effects are learned from.
  private static let mostPrompts = 2000
  /// The least models that answer a prompt.
  private static let leastModels = 4
  /// The most components.
  private static let components = 100
  /// The components that prompts are grouped by.
  private static let groupingAxes = 20

  /// The effects of the prompts that at least half of `models` answer, in `features`; nil if they are too few to be put
  /// in groups.
  ///
  /// - Complexity: O(prompts · models · F + prompts² · F).
  init?(
    _ space: TrainingSpace, models: [Int], features: [Range<Int>], parameters: TrainingParameters
  ) throws(TrainingError) {
    let prompts = Self.shared(space.corpora, models)
    guard prompts.count >= PromptGroups.leastPrompts * parameters.promptGroups else { return nil }
    let population = PopulationMoments(models.map { space.moments[$0] })
    let scaling = FeatureScaling(
      features, moments: population, formatRange: space.formatRange, parameters: parameters)
    let effects = Self.effects(of: prompts, space, models, features, scaling)
    let gram = SingleProducts.outerGram(effects, rows: prompts.count, columns: scaling.width)
    let (spectrum, vectors) = try gram.largestEigenpairs(min(Self.components, prompts.count))
    let kept = spectrum.prefix { $0 > 1e-6 * (spectrum.first ?? 0) }.count
    guard kept >= parameters.promptGroups else { return nil }
    var weights = [Float](repeating: 0, count: prompts.count * kept)
    var places = [[Double]](repeating: [Double](repeating: 0, count: kept), count: prompts.count)
    for axis in 0..<kept {
      let root = spectrum[axis].squareRoot()
      for prompt in prompts.indices {
        weights[prompt * kept + axis] = Float(vectors[axis, prompt] / root)
        places[prompt][axis] = vectors[axis, prompt] * root
      }
    }
    var loadings = SingleProducts.transposedProduct(
      effects, rows: prompts.count, columns: scaling.width, weights, width: kept)
    var offset = [Double](repeating: 0, count: kept)
    for place in 0..<scaling.width {
      for axis in 0..<kept {
        loadings[place * kept + axis] *= Float(scaling.scale[place])
        offset[axis] += Double(loadings[place * kept + axis]) * scaling.center[place]
      }
    }
    self.prompts = prompts
    self.features = features
    self.scaling = scaling
    self.loadings = loadings
    self.offset = offset
    self.places = places
    axes = kept
  }

  /// The prompts that at least half of `models` answer; of more than there is room for, those with the smallest hashes.
  private static func shared(_ corpora: [TrainingCorpus], _ models: [Int]) -> [UInt64] {
    var answers: [UInt64: Int] = [:]
    for model in models {
      for prompt in Set(corpora[model].rows.map(\.prompt)) where prompt != 0 {
        answers[prompt, default: 0] += 1
      }
    }
    let least = max(leastModels, (models.count + 1) / 2)
    return Array(answers.filter { $0.value >= least }.keys.sorted().prefix(mostPrompts))
  }

  /// A row a prompt: the mean over models of a document's deviation from its model's mean, scaled, times its weight,
  /// which is 1 on average; relative to the mean of all prompts.
  private static func effects(
    of prompts: [UInt64], _ space: TrainingSpace, _ models: [Int], _ features: [Range<Int>],
    _ scaling: FeatureScaling
  ) -> [Float] {
    let width = scaling.width
    let rows = Dictionary(zip(prompts, prompts.indices)) { first, _ in first }
    var effects = [Float](repeating: 0, count: prompts.count * width)
    var answers = [Double](repeating: 0, count: prompts.count)
    for model in models {
      let corpus = space.corpora[model].rows
      let unit = Double(corpus.count) / max(corpus.reduce(0) { $0 + Double($1.weight) }, 1e-9)
      var weights = [Double](repeating: 0, count: prompts.count)
      for document in corpus {
        guard let row = rows[document.prompt] else { continue }
        let weight = Double(document.weight) * unit
        answers[row] += 1
        weights[row] += weight
        for (feature, rate) in zip(document.features, document.rates)
        where Int(feature) < scaling.places.count {
          guard let place = scaling.places[Int(feature)] else { continue }
          effects[row * width + place] += Float(weight) * rate
        }
      }
      var mean = [Float](repeating: 0, count: width)
      for (place, feature) in features.joined().enumerated() {
        mean[place] = Float(space.moments[model].mean[feature])
      }
      for (row, weight) in weights.enumerated() where weight > 0 {
        let weight = Float(weight)
        for place in 0..<width { effects[row * width + place] -= weight * mean[place] }
      }
    }
    var total = [Double](repeating: 0, count: width)
    for row in prompts.indices {
      let share = 1 / max(answers[row], 1)
      for place in 0..<width {
        let value = Double(effects[row * width + place]) * share * scaling.scale[place]
        effects[row * width + place] = Float(value)
        total[place] += value
      }
    }
    for row in prompts.indices {
      for place in 0..<width { effects[row * width + place] -= Float(total[place] / Double(prompts.count)) }
    }
    return effects
  }

  /// The prompts in groups of like effect.
  func groups(_ parameters: TrainingParameters) -> PromptGroups {
    PromptGroups(
      prompts, places: places.map { Array($0.prefix(Self.groupingAxes)) }, count: parameters.promptGroups,
      seed: parameters.seed)
  }

  /// The documents of each model that scatter is estimated from; their order is random.
  private static let documentsOfModel = 200
  /// The documents of a suspect whose scatter the axes are to be told from.
  private static let suspectDocuments = 100.0
  /// The ridge of what axes are told from, as a share of its mean diagonal.
  private static let ridge = 0.01

  /// The space along whose axes `groups` differ most, for the differences between `models` and the scatter of a
  /// suspect's documents.
  func promptSpace(
    _ groups: PromptGroups, _ space: TrainingSpace, models: [Int]
  ) throws(TrainingError) -> PromptSpace {
    let components = ComponentSpace(scaled: loadings, offset: offset, places: scaling.places)
    var means = DenseMatrix(rows: models.count, columns: axes)
    var scatter = DenseMatrix(rows: axes, columns: axes)
    for (row, model) in models.enumerated() {
      let place = components.place(of: space.moments[model].mean, features: features)
      for axis in 0..<axes { means[row, axis] = place[axis] }
      let documents = Array(space.corpora[model].rows.prefix(Self.documentsOfModel))
      scatter.add(components.documents(documents).covariance, times: 1 / Double(models.count))
    }
    var between = means.centered().gram()
    for index in between.values.indices { between.values[index] /= Double(max(models.count - 1, 1)) }
    let effect = covariance(of: groups)
    var rest = between
    rest.add(scatter, times: 1 / Self.suspectDocuments)
    var trace = 0.0
    for axis in 0..<axes { trace += rest[axis, axis] }
    for axis in 0..<axes { rest[axis, axis] += Self.ridge * trace / Double(axes) }
    let whitening = try rest.inverseOfCholeskyFactor()
    let whitened = whitening.multiplied(by: effect).multipliedByTranspose(of: whitening)
    let (_, directions) = try whitened.largestEigenpairs(groups.count - 1)
    var combined = directions.multiplied(by: whitening)
    for axis in 0..<combined.rows {
      let length = max(combined.quadraticForm(effect, row: axis), 1e-12).squareRoot()
      for component in 0..<axes { combined[axis, component] /= length }
    }

    let count = combined.rows
    var projection = [Float](repeating: 0, count: scaling.width * count)
    for place in 0..<scaling.width {
      for axis in 0..<count {
        var sum = 0.0
        for component in 0..<axes {
          sum += Double(loadings[place * axes + component]) * combined[axis, component]
        }
        projection[place * count + axis] = Float(sum)
      }
    }
    var offset = [Double](repeating: 0, count: count)
    for place in 0..<scaling.width {
      for axis in 0..<count {
        offset[axis] += Double(projection[place * count + axis]) * scaling.center[place]
      }
    }
    return PromptSpace(
      features: features, projection: projection, offset: offset,
      between: (0..<count).map { max(combined.quadraticForm(between, row: $0), 1e-9) },
      noise: (0..<count).map { max(combined.quadraticForm(scatter, row: $0), 1e-9) })
  }

  /// The covariance of the groups' mean effects, each group counting by its prompts.
  private func covariance(of groups: PromptGroups) -> DenseMatrix {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: axes), count: groups.count)
    var sizes = [Double](repeating: 0, count: groups.count)
    for (prompt, place) in zip(prompts, places) {
      guard let group = groups.group(of: prompt) else { continue }
      sizes[group] += 1
      for axis in 0..<axes { sums[group][axis] += place[axis] }
    }
    let total = max(sizes.reduce(0, +), 1)
    var result = DenseMatrix(rows: axes, columns: axes)
    for (sum, size) in zip(sums, sizes) where size > 0 {
      for row in 0..<axes {
        for column in 0..<axes { result[row, column] += sum[row] * sum[column] / size / total }
      }
    }
    return result
  }
}

extension DenseMatrix {
  /// `r·m·rᵀ` for a row r of `self`.
  fileprivate func quadraticForm(_ matrix: DenseMatrix, row: Int) -> Double {
    var total = 0.0
    for i in 0..<columns {
      var sum = 0.0
      for j in 0..<columns { sum += matrix[i, j] * self[row, j] }
      total += self[row, i] * sum
    }
    return total
  }
}
