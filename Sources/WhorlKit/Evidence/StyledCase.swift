/// A suspect and its references in the space of one style model, with their scores.
struct StyledCase: Sendable {
  /// The suspect's score against each reference.
  let scores: [Double]
  /// How much the mixes of prompts differ that it and each reference answer; nil where that is not known.
  let promptShifts: [PromptShift?]

  private let style: StyleModel
  private let suspect: StylePosition
  private let references: [StylePosition]
  private let halves: [[StylePosition?]]
  /// What is taken off positions.
  let center: [Double]

  /// Places a suspect in the space of `style`; relative to the references' mean instead of the background's
  /// if `isRecentered`.
  ///
  /// - Parameters:
  ///   - references: The references as `base` places them, of which `style` is an adaptation, if not the same.
  ///   - halves: Their prompt halves; none where links are not asked for.
  init(
    _ style: StyleModel, suspect: FeatureSums, references: [StylePosition], halves: [[StylePosition?]] = [],
    placedBy base: StyleModel, isRecentered: Bool
  ) {
    self.style = style
    var center = [Double](repeating: 0, count: style.axes)
    if isRecentered, !references.isEmpty {
      for axis in 0..<style.axes {
        center[axis] = references.reduce(0) { $0 + $1.values[axis] } / Double(references.count)
      }
    }
    // From the base's offset to the style's, and to the references' mean.
    let move = style.offset.indices.map { style.offset[$0] - base.offset[$0] + center[$0] }
    func adapted(_ place: StylePosition) -> StylePosition {
      var result = place.relative(to: move)
      if let own = style.dispersion, let other = base.dispersion {
        result.dispersion *= other.typical / own.typical
      }
      return result
    }
    let places = references.map(adapted)
    let questioned = style.position(of: suspect).relative(to: center)
    self.center = center
    self.references = places
    self.suspect = questioned
    self.halves = halves.map { $0.map { $0.map(adapted) } }
    scores = style.scores(suspect: questioned, references: places)
    promptShifts = places.map { style.prompts?.shift(questioned, $0) }
  }

  /// How far two references are told apart by as many documents as the suspect has: ``StyleModel/likeness``. Nil if
  /// a half holds no documents.
  func likeness(_ a: Int, _ b: Int, calibration: StyleCalibration) -> Double? {
    style.likeness(halves[a], halves[b], documents: suspect.documents, calibration: calibration)
  }

  /// The scores of resampled suspects against each reference.
  ///
  /// With documents at hand, they are drawn with replacement (Efron 1979, doi:10.1214/aos/1176344552);
  /// without, positions are drawn from the normal distribution that the style model has of them. The suspect's
  /// dispersion stays as it was found, and so does the difference between the mixes of prompts. Of one seed the same documents are drawn in every style.
  func resampledScores(_ rows: [DocumentRow], options: AssessmentOptions) -> [[Double]] {
    // Positions are drawn apart in each style: their axes have nothing in common.
    let seed = rows.isEmpty && style.name == RuleStyle.name ? "whorl/interval/rules" : "whorl/interval"
    var generator = SplitMix64(seed: StableHash.text(seed, seed: options.seed))
    let axes = style.axes
    let documents = rows.map(style.document)
    let offset = zip(style.offset, center).map { $0 + $1 }
    let deviations = style.noise(of: suspect).map { $0.squareRoot() }
    let comparison = StyleComparison(style, suspect: suspect, references: references)
    var results: [[Double]] = []
    for _ in 0..<options.resamples {
      var values = suspect.values
      if documents.isEmpty {
        for axis in 0..<axes { values[axis] += deviations[axis] * generator.normal() }
      } else {
        var mean = StyleMean(axes: axes)
        for _ in documents.indices { mean.add(documents[generator.index(below: documents.count)]) }
        if let place = mean.position(relativeTo: offset) { values = place.values }
      }
      results.append(comparison.scores(at: values))
    }
    return ResampleBias.removed(from: results, around: scores)
  }
}
