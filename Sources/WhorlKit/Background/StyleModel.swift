/// A two-covariance model of style over some channels: where corpora of one model lie in a space of few
/// axes, how much models differ along each, and how much the documents of one model scatter.
///
/// The space is made so that scatter within a model is alike in all directions and axes are uncorrelated
/// (linear discriminant analysis of `docs/algorithms/style-model.md`). The model is that of Brümmer & de
/// Villiers 2010 ("The speaker partitioning problem", Odyssey 2010) and Ioffe 2006 (probabilistic linear
/// discriminant analysis, doi:10.1007/11744085_41), with heavy tails between models and a
/// scatter of documents that is each side's own (``DispersionModel``).
public struct StyleModel: Sendable, Equatable {
  /// Its name in reports: `all`, `text` (all but format), or that of its only channel.
  public let name: String
  /// The places in a fingerprint of the features that it sees.
  public let features: [Range<Int>]
  /// The axes.
  public let axes: Int
  /// The projection: `axes` values for each feature, in the order of `features`.
  public let projection: [Float]
  /// The projection of the background's mean.
  public let offset: [Double]
  /// The variance between models along each axis.
  public let between: [Double]
  /// The variance of a document of one model along each axis.
  public let noise: [Double]
  /// How widely a set of documents scatters; nil where all are taken to scatter alike.
  public let dispersion: DispersionModel?
  /// The exponent of length normalisation for the smallest suspects.
  public let normalization: Double
  /// What prompts do to outputs; nil where that is not known, and mixes of prompts are taken to be the same.
  public let prompts: PromptSpace?
  /// The calibration of its score.
  public internal(set) var calibration: StyleCalibration

  /// The exponent that a model learned from many models has.
  public static let standardNormalization = 0.25

  /// A model.
  public init(
    name: String, features: [Range<Int>], axes: Int, projection: [Float], offset: [Double],
    between: [Double], noise: [Double], dispersion: DispersionModel? = nil,
    normalization: Double = standardNormalization, prompts: PromptSpace? = nil, calibration: StyleCalibration
  ) {
    self.prompts = prompts
    self.name = name
    self.features = features
    self.axes = axes
    self.projection = projection
    self.offset = offset
    self.between = between
    self.noise = noise
    self.dispersion = dispersion
    self.normalization = normalization
    self.calibration = calibration
  }

  /// Where the documents of `sums` lie: `x = Σ w·y / Σ w`, projected, relative to the background.
  ///
  /// - Complexity: O(F · axes) for the features that occur.
  public func position(of sums: FeatureSums) -> StylePosition {
    var values = [Double](repeating: 0, count: axes)
    var row = 0
    for range in features {
      for feature in range {
        if sums.features[feature].rate > 0 {
          let rate = sums.meanRate(feature)
          let start = row * axes
          for axis in 0..<axes { values[axis] += rate * Double(projection[start + axis]) }
        }
        row += 1
      }
    }
    for axis in 0..<axes { values[axis] -= offset[axis] }
    return StylePosition(
      values: values, documents: Double(sums.documents),
      dispersion: dispersion?.dispersion(of: sums, features) ?? 1, prompts: prompts?.place(of: sums) ?? [])
  }

  /// Where one document lies.
  ///
  /// - Complexity: O(f · axes) for the f features that it holds.
  public func document(_ row: DocumentRow) -> StyleDocument {
    var values = [Float](repeating: 0, count: axes)
    var additions: Float = 0
    for (feature, rate) in zip(row.features, row.rates) {
      guard let place = features.row(of: Int(feature)) else { continue }
      let start = place * axes
      for axis in 0..<axes { values[axis] += rate * projection[start + axis] }
      if let dispersion { additions += dispersion.addition(row: place, rate: rate) }
    }
    return StyleDocument(
      weight: row.weight, values: values,
      dispersion: dispersion.map { Float($0.dispersion(additions: Double(additions))) } ?? 1,
      prompts: prompts?.place(of: row) ?? [])
  }

  /// The exponent of length normalisation for a suspect of `documents` documents.
  ///
  /// A short suspect's distance from the background is for the most part noise, of which more or less says little
  /// of its model; a long one's is not: the exponent falls as the suspect grows.
  func normalizationExponent(documents: Double) -> Double {
    normalization * min(1, Self.leastDocuments / max(documents, 1))
  }

  /// The documents from which a suspect's length is less and less normalised.
  private static let leastDocuments = 5.0
  /// The documents that know as much of their own dispersion as is known beforehand: that it is 1.
  private static let dispersionPrior = 5.0
  private static let dispersions = 0.2...5.0

  /// The variance of the mean of a position's documents about their model, along each axis.
  ///
  /// The dispersion that was measured is drawn towards 1, in its logarithm, by ``dispersionPrior`` documents.
  func noise(of position: StylePosition) -> [Double] {
    let limited = min(max(position.dispersion, Self.dispersions.lowerBound), Self.dispersions.upperBound)
    let share = position.documents / (position.documents + Self.dispersionPrior)
    let factor = ElementaryFunctions.power(limited, share) / position.documents
    return noise.map { $0 * factor }
  }

  /// The variance of a place, as a share of that of one document, by each unit of ``PromptShift/value`` and on both
  /// sides together: models respond to prompts each in its own way.
  private static let varianceOfShift = 0.03

  /// The variance that each of two positions has besides, along each axis, because they answer other mixes of prompts;
  /// nil if that is not known or the mixes are one.
  ///
  /// Models differ in how they respond to prompts, as in a regression with random slopes (Laird & Ware 1982,
  /// doi:10.2307/2529876): the variance grows with the squared distance between the mixes.
  func promptNoise(_ a: StylePosition, _ b: StylePosition) -> [Double]? {
    guard let shift = prompts?.shift(a, b)?.value, shift > 0 else { return nil }
    return noise.map { $0 * shift * Self.varianceOfShift / 2 }
  }

  /// The log likelihood ratio of the model, in nats, before calibration: a score and not evidence.
  ///
  /// Each side's noise is that of its own documents' dispersion and of the difference between the mixes of prompts,
  /// models differ in how far out they lie (`ScaleGrid`), and both positions are scaled towards the length that the model expects. 0 if a position is
  /// exactly the background's mean.
  ///
  /// - Complexity: O(axes).
  public func score(suspect: StylePosition, reference: StylePosition) -> Double {
    scores(suspect: suspect, references: [reference])[0]
  }

  /// The scores of a suspect against each of `references`.
  ///
  /// - Complexity: O(R · axes) for R references.
  public func scores(suspect: StylePosition, references: [StylePosition]) -> [Double] {
    StyleComparison(self, suspect: suspect, references: references).scores(at: suspect.values)
  }
}
