/// What a score of a ``StyleModel`` is made of: contributions of features that sum to it.
///
/// ```swift
/// let explanation = try ScoreExplanation(
///   style, background: background, suspect: suspect, reference: reference, vocabulary: vocabulary)
/// let total = explanation.constant + explanation.center
///   + explanation.features.reduce(0) { $0 + $1.contribution }  // explanation.score
/// ```
///
/// After length normalisation the score is a quadratic form in the deviations of both sides' rates from the
/// background's mean, so a feature's part is exact: a term that holds one feature is its own, and a term of
/// two features is shared equally between them. That is the Shapley value of the form (Shapley 1953,
/// doi:10.1515/9781400881970-018), and the integral of its gradient along the straight line from the
/// background's mean to the case (Aumann & Shapley 1974; Sundararajan, Taly & Yan 2017, "Axiomatic attribution
/// for deep networks"), with the two factors of length normalisation held at their values. What is in no
/// feature is ``constant`` and ``center``. `docs/explain.md` derives it and says what it does not show.
///
/// - Complexity: O(F · axes) for F features.
public struct ScoreExplanation: Sendable {
  /// The score, in nats before calibration.
  public let score: Double
  /// What the numbers of documents and axes amount to whatever the texts, in nats.
  public let constant: Double
  /// What the difference between the model's centre and the background's mean rates contributes, in nats:
  /// rounding, unless the model was moved to the centre of another kind of text.
  public let center: Double
  /// The channels, in the order of `Channel.allCases`.
  public let channels: [ChannelAttribution]
  /// The features that contribute, largest magnitude first; equal ones in the order of the fingerprint.
  public let features: [FeatureAttribution]
  /// The style model that made the score.
  public let style: StyleModel
  /// The suspect's position.
  public let suspect: StylePosition
  /// The reference's position.
  public let reference: StylePosition

  /// The offset of positions beside that of the style model.
  let shift: [Double]

  /// Explains the score of `suspect` against `reference`.
  ///
  /// - Parameters:
  ///   - style: A model of `background`, or one adapted from it.
  ///   - background: Whose mean rates are the zero.
  ///   - suspect: The questioned fingerprint.
  ///   - reference: The known one.
  ///   - vocabulary: What features are called; the one that all three were made with.
  ///   - shift: What is taken off positions besides, such as the mean of the references where a case is
  ///     recentred; nil for nothing.
  /// - Throws: ``AssessmentError/otherVocabulary(_:)`` if fingerprints, background and vocabulary do not
  ///   belong together.
  public init(
    _ style: StyleModel, background: BackgroundModel, suspect: Fingerprint, reference: Fingerprint,
    vocabulary: Vocabulary, shift: [Double]? = nil
  ) throws(AssessmentError) {
    let digests = [suspect, reference].map(\.header.parameters.vocabularyDigest) + [vocabulary.digest]
    guard digests.allSatisfy({ $0 == background.vocabularyDigest }) else {
      throw .otherVocabulary(background.name)
    }
    let shift = shift ?? [Double](repeating: 0, count: style.axes)
    let suspectSums = suspect.sums
    let referenceSums = reference.sums
    let places = [suspectSums, referenceSums].map { sums in
      style.position(of: sums).relative(to: shift)
    }
    self.style = style
    self.shift = shift
    (self.suspect, self.reference) = (places[0], places[1])
    score = style.score(suspect: places[0], reference: places[1])
    guard let terms = ScoreTerms(style, suspect: places[0], reference: places[1]) else {
      (constant, center, channels, features) = (0, 0, [], [])
      return
    }
    let parts = Self.parts(style, terms, suspectSums, referenceSums, background.typicality, vocabulary.layout)
    constant = terms.constant
    // What no feature explains of a position is a feature of its own, so that all sums to the score.
    center = (0..<style.axes).reduce(0) { sum, axis in
      let suspectRest = places[0].values[axis] - parts.suspect.reduce(0) { $0 + $1[axis] }
      let referenceRest = places[1].values[axis] - parts.reference.reduce(0) { $0 + $1[axis] }
      return sum + suspectRest * terms.suspectWeight(axis) + referenceRest * terms.referenceWeight(axis)
    }
    let layout = vocabulary.layout
    var contributions = [Double](repeating: 0, count: Channel.allCases.count)
    var counts = [Int](repeating: 0, count: Channel.allCases.count)
    for (feature, contribution) in parts.contributions {
      guard let channel = layout.channel(of: feature) else { continue }
      contributions[channel.ordinal] += contribution
      counts[channel.ordinal] += 1
    }
    channels = Channel.allCases.filter { counts[$0.ordinal] > 0 }.map { channel in
      func without(_ place: StylePosition, _ part: [Double]) -> StylePosition {
        place.relative(to: part)
      }
      return ChannelAttribution(
        channel: channel, contribution: contributions[channel.ordinal], features: counts[channel.ordinal],
        scoreWithout: style.score(
          suspect: without(places[0], parts.suspect[channel.ordinal]),
          reference: without(places[1], parts.reference[channel.ordinal])))
    }
    features = parts.contributions.filter { $0.contribution != 0 }
      .sorted { a, b in
        let (left, right) = (a.contribution.magnitude, b.contribution.magnitude)
        return left != right ? left > right : a.feature < b.feature
      }
      .compactMap { part in
        FeatureAttribution(
          part.feature, contribution: part.contribution, suspect: suspectSums, reference: referenceSums,
          typicality: background.typicality, vocabulary: vocabulary)
      }
  }

  /// What features contribute, and what each channel contributes to both positions.
  private struct Parts {
    var contributions: [(feature: Int, contribution: Double)] = []
    var suspect: [[Double]] = []
    var reference: [[Double]] = []
  }

  private static func parts(
    _ style: StyleModel, _ terms: ScoreTerms, _ suspect: FeatureSums, _ reference: FeatureSums,
    _ typicality: TypicalityModel, _ layout: FeatureLayout
  ) -> Parts {
    let axes = style.axes
    let suspectWeights = (0..<axes).map(terms.suspectWeight)
    let referenceWeights = (0..<axes).map(terms.referenceWeight)
    var suspectParts = [Double](repeating: 0, count: axes * Channel.allCases.count)
    var referenceParts = suspectParts
    var parts = Parts()
    var row = 0
    for feature in style.features.joined() {
      let mean = Double(typicality.mean[feature])
      let suspectExcess = suspect.meanRate(feature) - mean
      let referenceExcess = reference.meanRate(feature) - mean
      let first = (layout.channel(of: feature)?.ordinal ?? 0) * axes
      var contribution = 0.0
      for axis in 0..<axes {
        let loading = Double(style.projection[row * axes + axis])
        let (a, b) = (loading * suspectExcess, loading * referenceExcess)
        contribution += a * suspectWeights[axis] + b * referenceWeights[axis]
        suspectParts[first + axis] += a
        referenceParts[first + axis] += b
      }
      parts.contributions.append((feature, contribution))
      row += 1
    }
    for ordinal in Channel.allCases.indices {
      parts.suspect.append(Array(suspectParts[ordinal * axes..<(ordinal + 1) * axes]))
      parts.reference.append(Array(referenceParts[ordinal * axes..<(ordinal + 1) * axes]))
    }
    return parts
  }
}

extension FeatureAttribution {
  init?(
    _ feature: Int, contribution: Double, suspect: FeatureSums, reference: FeatureSums,
    typicality: TypicalityModel, vocabulary: Vocabulary
  ) {
    guard let channel = vocabulary.layout.channel(of: feature) else { return nil }
    let place = feature - vocabulary.layout.range(of: channel).lowerBound
    self.feature = feature
    self.channel = channel
    self.contribution = contribution
    self.suspect = FeatureUse(feature, in: suspect, typicality)
    self.reference = FeatureUse(feature, in: reference, typicality)
    let mean = Double(typicality.mean[feature])
    backgroundPerThousand =
      1000 * (mean * mean + Double(typicality.within[feature]) + Double(typicality.between[feature]))
    if channel == .format {
      text = FormatFeature(rawValue: place)?.name ?? ""
      backgroundDocumentRate = nil
    } else {
      let known = vocabulary.channels[channel.ordinal][place]
      text = known.text
      backgroundDocumentRate = Double(known.documents) / Double(max(vocabulary.documents, 1))
    }
  }
}
