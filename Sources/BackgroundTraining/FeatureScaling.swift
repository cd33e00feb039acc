import WhorlKit

/// How the rates of some features are centred and scaled before anything linear is learned from them: by the spread of
/// documents, and to nothing where models do not differ at all.
struct FeatureScaling {
  /// How many features there are.
  let width: Int
  /// The place of each of the fingerprint's features among them; nil for the others.
  let places: [Int?]
  /// What is taken off each rate.
  private(set) var center: [Double]
  /// What it is then multiplied by.
  private(set) var scale: [Double]

  /// - Parameters:
  ///   - formatRange: The features that are multiplied by the format factor besides.
  init(
    _ features: [Range<Int>], moments: PopulationMoments, formatRange: Range<Int>,
    parameters: TrainingParameters
  ) {
    width = features.reduce(0) { $0 + $1.count }
    places = Self.places(features)
    scale = [Double](repeating: 0, count: width)
    center = scale
    for feature in features.joined() {
      guard let place = places[feature] else { continue }
      let (b, w) = (moments.between[feature], moments.within[feature])
      let shrunk = (b / (b + w / 1e6 + 1e-30)).squareRoot() / (w + 1e-12).squareRoot()
      scale[place] = shrunk * (formatRange.contains(feature) ? parameters.formatFactor : 1)
      center[place] = moments.mean[feature]
    }
  }

  /// The place of each feature among those that are used; nil for the others.
  static func places(_ features: [Range<Int>]) -> [Int?] {
    var places = [Int?](repeating: nil, count: features.last?.upperBound ?? 0)
    for (place, feature) in features.joined().enumerated() { places[feature] = place }
    return places
  }
}
