/// A suspect and its references in the space of one style model, with their scores.
struct StyledCase: Sendable {
  /// The suspect's score against each reference.
  let scores: [Double]

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
    func shifted(_ place: StylePosition, by move: [Double]) -> StylePosition {
      StylePosition(values: zip(place.values, move).map { $0 - $1 }, documents: place.documents)
    }
    let places = references.map { shifted($0, by: move) }
    let questioned = shifted(style.position(of: suspect), by: center)
    self.center = center
    self.references = places
    self.suspect = questioned
    self.halves = halves.map { $0.map { $0.map { shifted($0, by: move) } } }
    scores = places.map { style.score(suspect: questioned, reference: $0) }
  }

  /// The calibrated log₁₀ LR between opposite prompt halves of two references, averaged over both
  /// directions; nil if a half holds no documents.
  func linkRatio(_ a: Int, _ b: Int, calibration: StyleCalibration) -> Double? {
    guard let a0 = halves[a][0], let a1 = halves[a][1], let b0 = halves[b][0], let b1 = halves[b][1] else {
      return nil
    }
    let ratios = [(a0, b1), (a1, b0), (b0, a1), (b1, a0)].map { questioned, known in
      calibration.log10LR(
        score: style.score(suspect: questioned, reference: known), documents: questioned.documents)
    }
    return ratios.reduce(0, +) / Double(ratios.count)
  }

  /// The scores of resampled suspects against each reference.
  ///
  /// With documents at hand, they are drawn with replacement (Efron 1979, doi:10.1214/aos/1176344552);
  /// without, positions are drawn from the normal distribution that the style model has of them.
  func resampledScores(_ rows: [DocumentRow], options: AssessmentOptions) -> [[Double]] {
    var generator = SplitMix64(seed: StableHash.text("whorl/interval", seed: options.seed))
    let axes = style.axes
    let projected = rows.map { (weight: Double($0.weight), values: style.projection(of: $0)) }
    var results: [[Double]] = []
    for _ in 0..<options.resamples {
      var values = [Double](repeating: 0, count: axes)
      if projected.isEmpty {
        for axis in 0..<axes {
          let deviation = (style.noise[axis] / max(suspect.documents, 1)).squareRoot()
          values[axis] = suspect.values[axis] + deviation * generator.normal()
        }
      } else {
        var weight = 0.0
        for _ in projected.indices {
          let row = projected[generator.index(below: projected.count)]
          weight += row.weight
          for axis in 0..<axes { values[axis] += row.weight * Double(row.values[axis]) }
        }
        for axis in 0..<axes {
          values[axis] = values[axis] / max(weight, 1e-9) - style.offset[axis] - center[axis]
        }
      }
      let place = StylePosition(values: values, documents: suspect.documents)
      results.append(references.map { style.score(suspect: place, reference: $0) })
    }
    return results
  }
}
