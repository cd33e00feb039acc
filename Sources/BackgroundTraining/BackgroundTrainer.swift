public import WhorlKit

/// Makes a background from many models' outputs.
///
/// For each style (all channels, all but format, each channel alone) a ``StyleProjection`` is learned
/// from all models. Its calibration comes from others: families of models are left out in turn, a
/// projection is learned from the rest, and the models left out are compared with each other, references
/// from one prompt half and suspects of 5 to 400 documents from the other, in both directions.
///
/// - Complexity: styles × (folds + 1) eigenvalue problems of the size of the chunks.
public struct BackgroundTrainer {
  private let corpora: [TrainingCorpus]
  private let vocabulary: Vocabulary
  private let parameters: TrainingParameters
  private let moments: [ModelMoments]
  private let folds: [[Int]]

  /// What a training run is about to do, for progress.
  public struct Step: Sendable {
    /// The style.
    public let style: String
    /// Steps done, and steps in all.
    public let done: Int
    /// All steps.
    public let total: Int
  }

  /// Checks that the corpora are enough.
  ///
  /// - Throws: ``TrainingError``.
  public init(
    _ corpora: [TrainingCorpus], vocabulary: Vocabulary, parameters: TrainingParameters = TrainingParameters()
  ) throws(TrainingError) {
    guard corpora.count >= TrainingParameters.leastModels else {
      throw TrainingError(.tooFewModels(have: corpora.count, need: TrainingParameters.leastModels))
    }
    let sorted = corpora.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.name == b.name {
      throw TrainingError(.repeatedModel(a.name))
    }
    for corpus in sorted {
      for half in 0...1 {
        let have = corpus.rows.count { $0.half == half }
        guard have >= TrainingParameters.leastDocuments else {
          throw TrainingError(
            .tooFewDocuments(model: corpus.name, have: have, need: TrainingParameters.leastDocuments))
        }
      }
    }
    for corpus in sorted {
      let texts = Set(corpus.rows.map(\.order)).count
      guard texts >= TrainingParameters.leastDocuments else {
        throw TrainingError(
          .tooFewTexts(model: corpus.name, have: texts, need: TrainingParameters.leastDocuments))
      }
    }
    let families = Set(sorted.map(\.family))
    guard families.count >= 2 * parameters.folds else {
      throw TrainingError(.tooFewFamilies(have: families.count, need: 2 * parameters.folds))
    }
    if let pair = TrainingCorpus.repeated(in: sorted) { throw TrainingError(.sameTexts(pair.0, pair.1)) }
    try DenseMatrix.openLibrary()
    self.corpora = sorted
    self.vocabulary = vocabulary
    self.parameters = parameters
    moments = sorted.map { ModelMoments($0.rows, featureCount: vocabulary.layout.count) }
    folds = (0..<parameters.deals).flatMap { deal in
      Self.folds(sorted, count: parameters.folds, seed: parameters.seed &+ UInt64(deal))
    }
  }

  /// The bytes of the background's file.
  ///
  /// - Throws: ``TrainingError``, or ``CalibrationError`` where a calibration cannot be fitted.
  public func train(name: String, toolVersion: String, progress: (Step) -> Void) throws -> [UInt8] {
    let styles = Self.styles(vocabulary)
    let total = styles.count * (folds.count + 1)
    var done = 0
    func step(_ style: String) {
      progress(Step(style: style, done: done, total: total))
      done += 1
    }
    let sources = corpora.map {
      BackgroundSource(
        name: $0.name, family: $0.family, identity: $0.identity, lineage: $0.lineage,
        documents: $0.rows.count, inputs: $0.inputs)
    }
    var models: [StyleModel] = []
    var mainTrials: [CalibrationTrial] = []
    for style in styles {
      var trials: [CalibrationTrial] = []
      for fold in folds.indices {
        step(style.name)
        trials += try self.trials(style, fold: fold)
      }
      step(style.name)
      let all = Array(corpora.indices)
      var projection = try self.projection(style, models: all)
      projection.fitNoise(corpora.map { ProjectedCorpus($0, projection) })
      projection.fitDispersion(moments, population: PopulationMoments(moments))
      let calibration = try StyleCalibration(fitting: trials.asked(.same, of: sources))
      guard calibration.isMonotone else { throw TrainingError(.notMonotone(style: style.name)) }
      models.append(projection.model(name: style.name, calibration: calibration))
      if style.name == Self.mainStyle { mainTrials = trials }
    }
    return BackgroundModel.encode(
      name: name, toolVersion: toolVersion, vocabulary: vocabulary, models: sources, styles: models,
      typicality: typicality(), trials: mainTrials)
  }

  /// The style that the verdict rests on.
  static let mainStyle = "all"

  /// A set of channels that is modelled on its own.
  struct Style {
    let name: String
    let features: [Range<Int>]
  }

  static func styles(_ vocabulary: Vocabulary) -> [Style] {
    let layout = vocabulary.layout
    let format = layout.range(of: .format)
    let scored = FormatFeature.allCases.count { !$0.isConfounded }
    let scoredFormat = format.lowerBound..<format.lowerBound + scored
    let text = 0..<format.lowerBound
    var styles = [
      Style(name: mainStyle, features: [0..<scoredFormat.upperBound]), Style(name: "text", features: [text]),
    ]
    for channel in Channel.allCases {
      let range = channel == .format ? scoredFormat : layout.range(of: channel)
      if !range.isEmpty { styles.append(Style(name: channel.rawValue, features: [range])) }
    }
    return styles
  }

  private func projection(_ style: Style, models: [Int]) throws(TrainingError) -> StyleProjection {
    try StyleProjection(
      corpora: corpora, models: models, moments: PopulationMoments(models.map { moments[$0] }),
      features: style.features, formatRange: vocabulary.layout.range(of: .format), parameters: parameters)
  }

  /// Comparisons between the models of one fold, by a projection that has seen none of them.
  private func trials(_ style: Style, fold: Int) throws(TrainingError) -> [CalibrationTrial] {
    let left = folds[fold]
    let rest = corpora.indices.filter { !left.contains($0) }
    var projection = try self.projection(style, models: rest)
    projection.fitNoise(rest.map { ProjectedCorpus(corpora[$0], projection) })
    let known = rest.map { moments[$0] }
    projection.fitDispersion(known, population: PopulationMoments(known))
    let model = projection.model(
      name: style.name, calibration: StyleCalibration(coefficients: [0, 0, 0, 0], models: 0, pairs: 0))
    let projected = left.map { ProjectedCorpus(corpora[$0], projection) }
    var trials: [CalibrationTrial] = []
    for half in 0...1 {
      let references = projected.map { $0.position($0.halves[half]) }
      for (index, suspect) in projected.enumerated() {
        let pool = suspect.halves[1 - half]
        for size in StyleCalibration.sizes where size <= pool.count || size == StyleCalibration.sizes.last {
          let draws = size >= pool.count ? 1 : parameters.draws
          for draw in 0..<draws {
            let chosen = sample(min(size, pool.count), of: pool, seed: (left[index], half, size, draw))
            let position = suspect.position(chosen)
            let scores = model.scores(suspect: position, references: references)
            for (other, score) in zip(left, scores) {
              trials.append(
                CalibrationTrial(suspect: left[index], reference: other, documents: size, score: score))
            }
          }
        }
      }
    }
    return trials
  }

  /// The mean and variances of all models, and how far unseen models are from those of others.
  private func typicality() -> TypicalityModel {
    var distances = [[Double]](repeating: [], count: StyleCalibration.sizes.count)
    for fold in folds {
      let rest = corpora.indices.filter { !fold.contains($0) }
      let model = typicality(of: rest, limits: StyleCalibration.sizes.map { _ in .infinity })
      for index in fold {
        let pool = Array(corpora[index].rows.indices)
        for (place, size) in StyleCalibration.sizes.enumerated() {
          for draw in 0..<(2 * parameters.draws) {
            let chosen = sample(min(size, pool.count), of: pool, seed: (index, 2, size, draw))
            let moments = ModelMoments(
              chosen.map { corpora[index].rows[$0] }, featureCount: vocabulary.layout.count)
            distances[place].append(model.distance(of: moments.mean, documents: Double(chosen.count)))
          }
        }
      }
    }
    let limits = distances.map { values -> Double in
      let sorted = values.sorted()
      return sorted[min(sorted.count - 1, Int(0.995 * Double(sorted.count)))]
    }
    return typicality(of: Array(corpora.indices), limits: limits)
  }

  private func typicality(of models: [Int], limits: [Double]) -> TypicalityModel {
    let population = PopulationMoments(models.map { moments[$0] })
    // Confounded features take no part: no variance says so.
    let format = vocabulary.layout.range(of: .format)
    let isUsed = { (feature: Int) in
      feature < format.lowerBound
        || FormatFeature(rawValue: feature - format.lowerBound).map { !$0.isConfounded } ?? false
    }
    let used = population.mean.indices.map(isUsed)
    return TypicalityModel(
      mean: population.mean.map { Float($0) },
      within: zip(population.within, used).map { $1 ? Float($0) : 0 },
      between: zip(population.between, used).map { $1 ? Float($0) : 0 }, limits: limits)
  }

  /// `count` of `pool` without repeats, decided by `seed` alone.
  private func sample(_ count: Int, of pool: [Int], seed: (Int, Int, Int, Int)) -> [Int] {
    let text = "\(corpora[seed.0].name)/\(seed.1)/\(seed.2)/\(seed.3)"
    var generator = SplitMix64(seed: StableHash.text(text, seed: parameters.seed))
    var pool = pool
    for index in 0..<min(count, pool.count) {
      pool.swapAt(index, index + generator.index(below: pool.count - index))
    }
    return pool.prefix(count).sorted()
  }

  /// Families in a random order, each to the fold with the fewest models.
  private static func folds(_ corpora: [TrainingCorpus], count: Int, seed: UInt64) -> [[Int]] {
    var families: [String: [Int]] = [:]
    for (index, corpus) in corpora.enumerated() { families[corpus.family, default: []].append(index) }
    let ordered = families.sorted { a, b in
      let (x, y) = (StableHash.text(a.key, seed: seed), StableHash.text(b.key, seed: seed))
      return x != y ? x < y : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    var folds = [[Int]](repeating: [], count: count)
    for (_, members) in ordered {
      let smallest = folds.indices.min { folds[$0].count < folds[$1].count } ?? 0
      folds[smallest] += members
    }
    return folds.map { $0.sorted() }
  }
}
