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
  /// The weight of what is estimated against the style's own variances.
  private static let trust = 0.5

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

  /// A model's outputs in the space of one style.
  private struct Place {
    let halves: [StylePosition]
    let whole: StylePosition
    /// The mean of n·z² of disjoint chunks along each axis; nil without documents.
    let scatter: [Double]?
    /// The documents of each half.
    let documents: [[StyleDocument]]
  }

  private struct Space {
    let center: [Double]
    let between: [Double]
    let noise: [Double]
    let dispersion: Double
  }

  private func adaptation(
    of style: StyleModel
  ) throws(CalibrationError) -> (StyleAdaptation, [CalibrationTrial]) {
    let places = sources.map { place($0, style) }
    let all = Self.space(places, style)
    var trials: [CalibrationTrial] = []
    for a in places.indices {
      for b in a..<places.count {
        if a != b, sources[a].model.identity == sources[b].model.identity { continue }
        let others = places.indices.filter { $0 != a && $0 != b }.map { places[$0] }
        let space = Self.space(others, style)
        let model = style.adapted(
          to: StyleAdaptation(
            center: space.center, between: space.between, noise: space.noise,
            dispersion: space.dispersion, calibration: style.calibration))
        trials += self.trials(a, b, places, model, space)
        if a != b { trials += self.trials(b, a, places, model, space) }
      }
    }
    let calibration = try StyleCalibration(fitting: trials, isCautious: true)
    guard calibration.isMonotone else {
      throw CalibrationError.outOfRange(parameter: "the slope of style '\(style.name)'", value: 0)
    }
    let adaptation = StyleAdaptation(
      center: all.center, between: all.between, noise: all.noise, dispersion: all.dispersion,
      calibration: calibration)
    return (adaptation, trials)
  }

  private func place(_ source: DomainSource, _ style: StyleModel) -> Place {
    let halves = source.halves.map { style.position(of: $0) }
    let documents = halves.reduce(0) { $0 + $1.documents }
    var whole = [Double](repeating: 0, count: style.axes)
    for axis in 0..<style.axes { whole[axis] = halves.reduce(0) { $0 + $1.values[axis] } / 2 }
    let projected = [0, 1].map { half in source.rows.filter { $0.half == half }.map(style.document) }
    let dispersion = halves.reduce(0) { $0 + $1.dispersion } / 2
    return Place(
      halves: halves, whole: StylePosition(values: whole, documents: documents, dispersion: dispersion),
      scatter: Self.scatter(projected, style), documents: projected)
  }

  /// The mean of `n·z²/(1 − n/N)` over chunks of 5 and 10 documents of one half, z relative to the half's mean.
  private static func scatter(_ documents: [[StyleDocument]], _ style: StyleModel) -> [Double]? {
    let axes = style.axes
    var sum = [Double](repeating: 0, count: axes)
    var count = 0.0
    for members in documents {
      guard let center = position(members[...], style)?.values else { continue }
      for size in [5, 10] where members.count >= 2 * size {
        let correction = Double(size) / (1 - Double(size) / Double(members.count))
        for start in stride(from: 0, through: members.count - size, by: size) {
          guard let chunk = position(members[start..<start + size], style)?.values else { continue }
          for axis in 0..<axes {
            let difference = chunk[axis] - center[axis]
            sum[axis] += correction * difference * difference
          }
          count += 1
        }
      }
    }
    return count > 0 ? sum.map { $0 / count } : nil
  }

  private static func position(_ documents: ArraySlice<StyleDocument>, _ style: StyleModel) -> StylePosition?
  {
    StyleMean(documents, axes: style.axes).position(relativeTo: style.offset)
  }

  /// Centre and variances from some models.
  private static func space(_ places: [Place], _ style: StyleModel) -> Space {
    let count = Double(places.count)
    let axes = 0..<style.axes
    let center = axes.map { axis in places.reduce(0) { $0 + $1.whole.values[axis] } / count }
    var noise: [Double]
    let scatters = places.compactMap(\.scatter)
    if scatters.count == places.count {
      noise = axes.map { axis in scatters.reduce(0) { $0 + $1[axis] } / count }
    } else {
      // What opposite halves of a model differ by, beyond what they differ by in all models.
      noise = axes.map { axis in
        let differences = places.map { $0.halves[0].values[axis] - $0.halves[1].values[axis] }
        let common = differences.reduce(0, +) / count
        var sum = 0.0
        for (place, difference) in zip(places, differences) {
          let spread = place.halves.reduce(0) { $0 + 1 / max($1.documents, 1) }
          sum += (difference - common) * (difference - common) / spread
        }
        return sum / max(count - 1, 1)
      }
      noise = shrunk(noise, towards: style.noise)
    }
    noise = noise.map { max($0, 1e-6) }
    let documents = places.reduce(0) { $0 + $1.whole.documents } / count
    let between = axes.map { axis in
      let spread = places.reduce(0) { sum, place in
        let difference = place.whole.values[axis] - center[axis]
        return sum + difference * difference
      }
      return spread / max(count - 1, 1) - noise[axis] / max(documents, 1)
    }
    let logs = places.map { ElementaryFunctions.naturalLogarithm(max($0.whole.dispersion, 1e-6)) }
    return Space(
      center: center, between: shrunk(between, towards: style.between).map { max($0, 1e-3) }, noise: noise,
      dispersion: ElementaryFunctions.exponential(logs.reduce(0, +) / count))
  }

  /// `values` shrunk towards `prior`, which is scaled to the same sum.
  private static func shrunk(_ values: [Double], towards prior: [Double]) -> [Double] {
    let scale = max(values.reduce(0, +) / max(prior.reduce(0, +), 1e-12), 0.05)
    return zip(values, prior).map { trust * $0 + (1 - trust) * scale * $1 }
  }

  /// Trials of a suspect against a reference in a space that has seen neither.
  private func trials(
    _ suspect: Int, _ reference: Int, _ places: [Place], _ model: StyleModel, _ space: Space
  ) -> [CalibrationTrial] {
    // Placed by the style as it was: relative to the centre, and with its unit of dispersion.
    func adapted(_ place: StylePosition) -> StylePosition {
      var result = place.relative(to: space.center)
      result.dispersion /= space.dispersion
      return result
    }
    var trials: [CalibrationTrial] = []
    for half in 0...1 {
      let known = places[reference].halves[half]
      let target = adapted(known)
      let pool = places[suspect].halves[1 - half]
      let members = places[suspect].documents[1 - half]
      let available = members.isEmpty ? Int(pool.documents) : members.count
      for size in StyleCalibration.sizes.filter({ $0 < available }) + [min(available, 400)] {
        let draws = size == available ? 1 : Self.draws
        for draw in 0..<draws {
          var generator = SplitMix64(
            seed: StableHash.text("\(sources[suspect].model.name)/\(half)/\(size)/\(draw)", seed: seed))
          let questioned: StylePosition?
          if members.isEmpty {
            let excess = max(1 / Double(size) - 1 / max(pool.documents, 1), 0)
            var place = adapted(pool)
            place.documents = Double(size)
            for axis in place.values.indices {
              place.values[axis] += (space.noise[axis] * excess).squareRoot() * generator.normal()
            }
            questioned = place
          } else {
            questioned = Self.position(Self.sample(size, of: members, &generator)[...], model)
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

  /// What is typical of the models, with limits from each model against the others.
  private func typicality(_ prior: TypicalityModel) -> TypicalityModel {
    let sums = sources.map { source in
      var sums = source.halves[0]
      sums.add(source.halves[1])
      return sums
    }
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
          Self.trust * max(spread - variance / max(documents, 1), 0)
            + (1 - Self.trust) * Double(prior.between[feature]))
      }
      return TypicalityModel(mean: mean, within: within, between: between, limits: limits)
    }
    var largest = 0.0
    for index in sums.indices {
      let others = model(sums.indices.filter { $0 != index }.map { sums[$0] }, limits: [])
      for half in sources[index].halves { largest = max(largest, others.distance(of: half)) }
    }
    return model(sums, limits: StyleCalibration.sizes.map { _ in largest })
  }
}
