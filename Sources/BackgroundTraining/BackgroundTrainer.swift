import Synchronization
public import WhorlKit

/// Makes a background from many models' outputs.
///
/// For each style (all channels, all but format, each channel alone) a ``StyleProjection`` is learned
/// from all models. Its calibration comes from others: families of models are left out in turn, a
/// projection is learned from the rest, and the models left out are compared with each other, references
/// from one prompt half and suspects of 5 to 400 documents from the other, in both directions.
///
/// Where models answer the same prompts, groups of prompts of like effect are told apart (``PromptGroups``). Models are
/// then compared as well with references that answer a random half of the groups and suspects that answer the other, so
/// that ratios hold where mixes of prompts differ.
///
/// - Complexity: styles × (folds + 1) eigenvalue problems of the size of the chunks, and as often the product of all
///   documents' rates with the loadings of the components.
public struct BackgroundTrainer: Sendable {
  private let vocabulary: Vocabulary
  private let parameters: TrainingParameters
  private let text: TrainingSpace
  private let rules: TrainingRules?
  private let folds: [[Int]]

  /// The least prompts that at least half of the models must answer for what prompts do to be learned.
  public static let leastPrompts = PromptGroups.leastPrompts * TrainingParameters().promptGroups

  /// What a training run is about to do, for progress.
  public struct Step: Sendable {
    /// The style.
    public let style: String
    /// Steps done, and steps in all.
    public let done: Int
    /// All steps.
    public let total: Int
  }

  /// The corpora, in the order of their names.
  private var corpora: [TrainingCorpus] { text.corpora }

  /// Checks that the corpora are enough.
  ///
  /// - Parameters:
  ///   - corpora: One a model.
  ///   - vocabulary: The vocabulary of their rows.
  ///   - rules: Sums of the rules that all corpora were scanned with, of no documents; nil if they were not scanned.
  ///   - parameters: How training goes about it.
  /// - Throws: ``TrainingError``.
  public init(
    _ corpora: [TrainingCorpus], vocabulary: Vocabulary, rules: RuleSums? = nil,
    parameters: TrainingParameters = TrainingParameters()
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
    self.vocabulary = vocabulary
    self.parameters = parameters
    text = TrainingSpace(
      sorted, featureCount: vocabulary.layout.count, formatRange: vocabulary.layout.range(of: .format))
    self.rules = rules.map { TrainingRules($0, corpora: sorted) }
    folds = (0..<parameters.deals).flatMap { deal in
      Self.folds(sorted, count: parameters.folds, seed: parameters.seed &+ UInt64(deal))
    }
  }

  /// The bytes of the background's file, which do not depend on `jobs`.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - toolVersion: The version that it is to say it was made by.
  ///   - jobs: Projections that are learned at once.
  ///   - progress: Is told before each step; from any thread, but from one at a time.
  /// - Throws: ``TrainingError``, or ``CalibrationError`` where a calibration cannot be fitted.
  public func train(
    name: String, toolVersion: String, jobs: Int = 1, progress: @escaping @Sendable (Step) -> Void
  ) throws -> [UInt8] {
    let styles = Self.styles(vocabulary) + [rules?.style].compactMap(\.self)
    let total = styles.count * (folds.count + 1)
    let steps = Mutex(0)
    let step: @Sendable (String) -> Void = { style in
      steps.withLock { done in
        progress(Step(style: style, done: done, total: total))
        done += 1
      }
    }
    let sources = corpora.map {
      BackgroundSource(
        name: $0.name, family: $0.family, identity: $0.identity, lineage: $0.lineage,
        documents: $0.rows.count, inputs: $0.inputs)
    }
    let prompts = try TrainingPrompts(
      text, features: Self.styles(vocabulary)[0].features, folds: folds, parameters: parameters, jobs: jobs)
    // Of each style its folds, and then the projection of all models: as many threads as there are have work to the end.
    let pieces = try parallelResults(count: total, jobs: jobs) { number throws(TrainingError) -> Piece in
      let (place, fold) = number.quotientAndRemainder(dividingBy: folds.count + 1)
      step(styles[place].name)
      return fold < folds.count
        ? .trials(try self.trials(styles[place], fold: fold, prompts: prompts))
        : .projection(try projection(styles[place], prompts: prompts))
    }
    var models: [StyleModel] = []
    var ruleStyle: RuleStyle?
    var mainTrials: [CalibrationTrial] = []
    var trials: [CalibrationTrial] = []
    for (number, piece) in pieces.enumerated() {
      switch piece {
      case .trials(let more): trials += more
      case .projection(let projection):
        let style = styles[number / (folds.count + 1)]
        let calibration = try StyleCalibration(fitting: trials.asked(.same, of: sources))
        guard calibration.isMonotone else { throw TrainingError(.notMonotone(style: style.name)) }
        let model = projection.model(
          name: style.name, prompts: style.isOfRules ? nil : prompts?.all, calibration: calibration)
        if let rules, style.isOfRules {
          // Of every style the same suspects are drawn, in the same order.
          mainTrials = zip(mainTrials, trials).map { $0.with(ruleScore: $1.score) }
          let fused = try FusedCalibration(fitting: mainTrials.asked(.same, of: sources)).fused
          guard fused.isMonotone else { throw TrainingError(.notMonotone(style: style.name)) }
          ruleStyle = rules.ruleStyle(model, fused: fused)
        } else {
          models.append(model)
        }
        if style.name == Self.mainStyle { mainTrials = trials }
        trials = []
      }
    }
    return BackgroundModel.encode(
      name: name, toolVersion: toolVersion, vocabulary: vocabulary, models: sources, styles: models,
      typicality: try typicality(jobs: jobs), trials: mainTrials, rules: ruleStyle)
  }

  /// What one piece of the work comes to.
  private enum Piece: Sendable {
    case trials([CalibrationTrial])
    case projection(StyleProjection)
  }

  /// The projection of a style from all models.
  private func projection(_ style: Style, prompts: TrainingPrompts?) throws(TrainingError) -> StyleProjection
  {
    var projection = try self.projection(style, models: Array(corpora.indices), prompts: prompts)
    let space = space(of: style)
    projection.fitNoise(space.corpora.map { ProjectedCorpus($0, projection) })
    projection.fitDispersion(space.moments, population: PopulationMoments(space.moments))
    return projection
  }

  /// The documents that `style` sees.
  private func space(of style: Style) -> TrainingSpace { style.isOfRules ? rules?.space ?? text : text }

  /// The style that the verdict rests on.
  static let mainStyle = "all"

  /// A set of channels that is modelled on its own.
  struct Style: Sendable {
    let name: String
    let features: [Range<Int>]
    /// Whether its features are those of rules and not the vocabulary's.
    var isOfRules = false
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

  private func projection(
    _ style: Style, models: [Int], prompts: TrainingPrompts?
  ) throws(TrainingError) -> StyleProjection {
    let space = space(of: style)
    return try StyleProjection(
      corpora: space.corpora, models: models, moments: PopulationMoments(models.map { space.moments[$0] }),
      features: style.features, formatRange: space.formatRange, promptGroups: prompts?.groups,
      parameters: parameters)
  }

  /// Comparisons between the models of one fold, by a projection that has seen none of them.
  private func trials(
    _ style: Style, fold: Int, prompts: TrainingPrompts?
  ) throws(TrainingError) -> [CalibrationTrial] {
    let left = folds[fold]
    let (corpora, moments) = (space(of: style).corpora, space(of: style).moments)
    let rest = corpora.indices.filter { !left.contains($0) }
    var projection = try self.projection(style, models: rest, prompts: prompts)
    projection.fitNoise(rest.map { ProjectedCorpus(corpora[$0], projection) })
    let known = rest.map { moments[$0] }
    projection.fitDispersion(known, population: PopulationMoments(known))
    let promptSpace = style.isOfRules ? nil : prompts?.folds[fold]
    let model = projection.model(
      name: style.name, prompts: promptSpace,
      calibration: StyleCalibration(coefficients: [0, 0, 0, 0], models: 0, pairs: 0))
    let projected = left.map { ProjectedCorpus(corpora[$0], projection, prompts: promptSpace) }
    var trials: [CalibrationTrial] = []
    for half in 0...1 {
      trials += self.trials(
        model, left, projected,
        Sides(
          number: half, draws: parameters.draws, isOtherMix: false,
          references: projected.map { $0.halves[half] },
          suspects: projected.map { $0.halves[1 - half] }))
    }
    guard let prompts else { return trials }
    let mix = prompts.mix(fold: fold)
    let parts = left.map { prompts.parts(text.corpora[$0], mix: mix) }
    for side in 0...1 {
      trials += self.trials(
        model, left, projected,
        Sides(
          number: Self.firstMix + side, draws: 1, isOtherMix: true, references: parts.map { $0[side] },
          suspects: parts.map { $0[1 - side] }))
    }
    return trials
  }

  /// What the numbers of sides that differ in their mixes of prompts start from: others decide draws of their own.
  private static let firstMix = 10

  /// Which documents of each model references are made of, and which suspects are drawn from.
  private struct Sides {
    /// What draws are decided by, besides the model.
    let number: Int
    /// Suspects that are drawn of each size and model.
    let draws: Int
    let isOtherMix: Bool
    let references: [[Int]]
    let suspects: [[Int]]
  }

  /// Comparisons between `models`, whose documents are `projected`; a side of too few documents takes no part.
  private func trials(
    _ model: StyleModel, _ models: [Int], _ projected: [ProjectedCorpus], _ sides: Sides
  ) -> [CalibrationTrial] {
    var trials: [CalibrationTrial] = []
    let known = models.indices.filter { sides.references[$0].count >= TrainingParameters.leastDocuments }
    let references = known.map { projected[$0].position(sides.references[$0]) }
    for (index, suspect) in projected.enumerated() {
      let pool = sides.suspects[index]
      guard pool.count >= TrainingParameters.leastDocuments else { continue }
      for size in StyleCalibration.sizes where size <= pool.count || size == StyleCalibration.sizes.last {
        let draws = size >= pool.count ? 1 : sides.draws
        for draw in 0..<draws {
          let chosen = sample(
            min(size, pool.count), of: pool, seed: (models[index], sides.number, size, draw))
          let scores = model.scores(suspect: suspect.position(chosen), references: references)
          for (other, score) in zip(known, scores) {
            trials.append(
              CalibrationTrial(
                suspect: models[index], reference: models[other], documents: size, score: score,
                isOtherMix: sides.isOtherMix))
          }
        }
      }
    }
    return trials
  }

  /// The mean and variances of all models, and how far unseen models are from those of others.
  private func typicality(jobs: Int) throws(TrainingError) -> TypicalityModel {
    let parts = try parallelResults(count: folds.count, jobs: jobs) { self.distances(folds[$0]) }
    let distances = StyleCalibration.sizes.indices.map { place in parts.flatMap { $0[place] } }
    let limits = distances.map { values -> Double in
      let sorted = values.sorted()
      return sorted[min(sorted.count - 1, Int(0.995 * Double(sorted.count)))]
    }
    var typicality = typicality(of: Array(corpora.indices), limits: limits)
    let start = vocabulary.layout.range(of: .format).lowerBound
    typicality.habits = TextHabits(corpora.map { TextHabits.Source($0.rows, formatStart: start) })
    return typicality
  }

  /// By size of suspect: how far models of a fold are from the others.
  private func distances(_ fold: [Int]) -> [[Double]] {
    var distances = [[Double]](repeating: [], count: StyleCalibration.sizes.count)
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
    return distances
  }

  private func typicality(of models: [Int], limits: [Double]) -> TypicalityModel {
    let population = PopulationMoments(models.map { text.moments[$0] })
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
