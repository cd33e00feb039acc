/// Where the models of another kind of text lie in the space of a style, and how they vary: what some of them say.
///
/// Variances from so few models are shrunk halfway towards the style's own, scaled to the same sum.
struct DomainSpace: Sendable {
  /// The mean of the models, relative to the style's own centre.
  let center: [Double]
  /// The variance between models along each axis.
  let between: [Double]
  /// The variance of a document of one model along each axis.
  let noise: [Double]
  /// How widely documents usually scatter, as a multiple of the style's own kind.
  let dispersion: Double

  /// The weight of what is estimated against the style's own variances.
  static let trust = 0.5

  /// The space of the models at `places`.
  ///
  /// - Complexity: O(k · axes) for k models.
  init(_ places: [DomainPlace], _ style: StyleModel) {
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
      noise = Self.shrunk(noise, towards: style.noise)
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
    self.center = center
    self.between = Self.shrunk(between, towards: style.between).map { max($0, 1e-3) }
    self.noise = noise
    dispersion = ElementaryFunctions.exponential(logs.reduce(0, +) / count)
  }

  /// `values` shrunk towards `prior`, which is scaled to the same sum.
  private static func shrunk(_ values: [Double], towards prior: [Double]) -> [Double] {
    let scale = max(values.reduce(0, +) / max(prior.reduce(0, +), 1e-12), 0.05)
    return zip(values, prior).map { trust * $0 + (1 - trust) * scale * $1 }
  }

  /// What a style has to know of the kind of text, with the calibration of its scores there.
  func adaptation(_ calibration: StyleCalibration) -> StyleAdaptation {
    StyleAdaptation(
      center: center, between: between, noise: noise, dispersion: dispersion, calibration: calibration)
  }

  /// `base` in this space, with the calibration that it had.
  func style(_ base: StyleModel) -> StyleModel { base.adapted(to: adaptation(base.calibration)) }

  /// A position that the style has placed as it was, relative to the centre and in the unit of dispersion of the space.
  func place(_ position: StylePosition) -> StylePosition {
    var result = position.relative(to: center)
    result.dispersion /= dispersion
    return result
  }
}
