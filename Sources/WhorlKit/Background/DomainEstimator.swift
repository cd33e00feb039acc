/// Estimates what a background has to know of another kind of text from some models' outputs of that kind.
///
/// For each style: the centre of the models, the variance between them, and the scatter of documents; then trials
/// between the models, references from one prompt half and suspects from the other, in a space whose centre and
/// variances are estimated without the two models compared; then a calibration of their scores that claims no
/// more than so few models bear out. Variances from so few models are shrunk halfway towards the style's own,
/// scaled to the same sum.
///
/// - Complexity: O(k² · axes) for k models, each style, and O(k³) for the centres.
public struct DomainEstimator {
  private let sources: [DomainSource]
  private let seed: UInt64

  /// Suspects that are drawn of each size, model and direction.
  private static let draws = 4
  /// - Parameters:
  ///   - sources: One a model. Their order decides nothing.
  ///   - seed: The seed of the draws.
  public init(_ sources: [DomainSource], seed: UInt64) {
    self.sources = sources.sorted { $0.model.name.utf8.lexicographicallyPrecedes($1.model.name.utf8) }
    self.seed = seed
  }

  /// The domain as `background` sees it, and its style of rules, if all sources were scanned with the packs of that.
  ///
  /// - Throws: ``CalibrationError`` if the models are too few or too alike to calibrate on.
  public func domain(name: String, background: BackgroundModel) throws(CalibrationError) -> BackgroundDomain {
    var adaptations: [StyleAdaptation] = []
    var mainTrials: [CalibrationTrial] = []
    for (index, style) in background.styles.enumerated() {
      let (adaptation, trials) = try adaptation(of: style)
      adaptations.append(adaptation)
      if index == 0 { mainTrials = trials }
    }
    return BackgroundDomain(
      name: name, models: sources.map(\.model), typicality: typicality(background.typicality),
      adaptations: adaptations, rules: try rules(background), trials: mainTrials)
  }

  private func rules(_ background: BackgroundModel) throws(CalibrationError) -> StyleAdaptation? {
    guard let style = background.rules else { return nil }
    let scanned = sources.compactMap { $0.seen(by: style) }
    guard scanned.count == sources.count else { return nil }
    return try DomainEstimator(scanned, seed: seed).adaptation(of: style.style).0
  }

  /// The same for one style, and what is typical of the kind of text.
  func adaptation(
    of style: StyleModel, _ typicality: TypicalityModel
  ) throws(CalibrationError) -> (adaptation: StyleAdaptation, typicality: TypicalityModel) {
    (try adaptation(of: style).0, self.typicality(typicality))
  }

  // MARK: Styles

  private func adaptation(
    of style: StyleModel
  ) throws(CalibrationError) -> (StyleAdaptation, [CalibrationTrial]) {
    let places = sources.map { place($0, style) }
    let trials = Self.trials(among: places, of: sources.map(\.model), style, seed: seed)
    let calibration = try StyleCalibration(fitting: trials, isCautious: true)
    guard calibration.isMonotone else {
      throw CalibrationError.outOfRange(parameter: "the slope of style '\(style.name)'", value: 0)
    }
    return (DomainSpace(places, style).adaptation(calibration), trials)
  }

  /// The trials between all of `models`, which lie at `places`, each in a space that has seen neither of the two.
  ///
  /// - Complexity: O(k² · axes) for k models and each draw.
  static func trials(
    among places: [DomainPlace], of models: [BackgroundSource], _ style: StyleModel, seed: UInt64
  ) -> [CalibrationTrial] {
    var trials: [CalibrationTrial] = []
    for a in places.indices {
      for b in a..<places.count {
        if a != b, models[a].identity == models[b].identity { continue }
        let others = places.indices.filter { $0 != a && $0 != b }.map { places[$0] }
        let space = DomainSpace(others, style)
        for (suspect, reference) in a == b ? [(a, b)] : [(a, b), (b, a)] {
          trials += Self.trials(
            suspect, reference, places, style, space, name: models[suspect].name, seed: seed)
        }
      }
    }
    return trials
  }

  private func place(_ source: DomainSource, _ style: StyleModel) -> DomainPlace {
    DomainPlace(
      style, halves: source.halves.map { style.position(of: $0) },
      documents: [0, 1].map { half in source.rows.filter { $0.half == half }.map(style.document) })
  }

  /// Trials of a suspect against a reference in a space that has seen neither.
  private static func trials(
    _ suspect: Int, _ reference: Int, _ places: [DomainPlace], _ style: StyleModel,
    _ space: DomainSpace, name: String, seed: UInt64
  ) -> [CalibrationTrial] {
    let model = space.style(style)
    var trials: [CalibrationTrial] = []
    for half in 0...1 {
      let known = places[reference].halves[half]
      let target = space.place(known)
      let pool = places[suspect].halves[1 - half]
      let members = places[suspect].documents[1 - half]
      let available = members.isEmpty ? Int(pool.documents) : members.count
      for size in StyleCalibration.sizes.filter({ $0 < available }) + [min(available, 400)] {
        let draws = size == available ? 1 : Self.draws
        for draw in 0..<draws {
          var generator = SplitMix64(
            seed: StableHash.text("\(name)/\(half)/\(size)/\(draw)", seed: seed))
          let questioned: StylePosition?
          if members.isEmpty {
            let excess = max(1 / Double(size) - 1 / max(pool.documents, 1), 0)
            var place = space.place(pool)
            place.documents = Double(size)
            for axis in place.values.indices {
              place.values[axis] += (space.noise[axis] * excess).squareRoot() * generator.normal()
            }
            questioned = place
          } else {
            questioned = StyleMean(Self.sample(size, of: members, &generator), axes: style.axes)
              .position(relativeTo: style.offset).map(space.place)
          }
          guard let questioned else { continue }
          trials.append(
            CalibrationTrial(
              suspect: suspect, reference: reference, documents: size,
              score: model.score(suspect: questioned, reference: target)))
        }
      }
    }
    return trials
  }

  private static func sample<Element>(
    _ count: Int, of pool: [Element], _ generator: inout SplitMix64
  ) -> [Element] {
    var pool = pool
    for index in 0..<min(count, pool.count) {
      pool.swapAt(index, index + generator.index(below: pool.count - index))
    }
    return Array(pool.prefix(count))
  }

  // MARK: What is typical

  /// What is typical of the models, with limits from each model against the others: the largest distance of a prompt
  /// half, taken for the mean of as many documents as the limit is of where it is the mean of fewer, as models lie the
  /// further out for what few models say, the less their documents scatter.
  private func typicality(_ prior: TypicalityModel) -> TypicalityModel {
    let sums = sources.map { source in
      var sums = source.halves[0]
      sums.add(source.halves[1])
      return sums
    }
    let habits = prior.habits.map { _ in TextHabits(sums) }
    func model(_ members: [FeatureSums], limits: [Double]) -> TypicalityModel {
      let count = Double(members.count)
      let documents = members.reduce(0) { $0 + Double($1.documents) } / count
      var mean = prior.mean
      var within = prior.within
      var between = prior.between
      for feature in mean.indices {
        // A feature without variance in the background takes no part.
        guard prior.within[feature] + prior.between[feature] > 0 else { continue }
        let rates = members.map { $0.meanRate(feature) }
        let center = rates.reduce(0, +) / count
        let variance = members.reduce(0) { $0 + $1.rateVariance(feature) } / count
        let spread = rates.reduce(0) { $0 + ($1 - center) * ($1 - center) } / max(count - 1, 1)
        mean[feature] = Float(center)
        within[feature] = Float(variance)
        between[feature] = Float(
          DomainSpace.trust * max(spread - variance / max(documents, 1), 0)
            + (1 - DomainSpace.trust) * Double(prior.between[feature]))
      }
      return TypicalityModel(
        mean: mean, within: within, between: between, limits: limits, habits: habits)
    }
    var limits = StyleCalibration.sizes.map { _ in 0.0 }
    for index in sums.indices {
      let others = model(sums.indices.filter { $0 != index }.map { sums[$0] }, limits: [])
      for half in sources[index].halves {
        let rates = others.mean.indices.map { half.meanRate($0) }
        for (place, size) in StyleCalibration.sizes.enumerated() {
          let documents = Double(max(size, Int(clamping: half.documents)))
          limits[place] = max(limits[place], others.distance(of: rates, documents: documents))
        }
      }
    }
    return model(sums, limits: limits)
  }
}
