/// Comparisons turned into evidence by a background: likelihood ratios, their intervals, and a verdict.
///
/// The rules are those of `docs/evidence.md`.
///
/// - Complexity: O(R · F · axes) for R references and F features, plus O(R · axes) a resample.
public struct Assessment: Sendable {
  /// The evidence for each reference, best first.
  public let evidence: [Evidence]
  /// What it amounts to.
  public let verdict: Verdict
  /// Whether the background knows this kind of text.
  public let domain: DomainStatus
  /// The calibration that the ratios rest on.
  public let calibration: StyleCalibration
  /// Models of the calibration that are among the references or the suspect, and were left out of it.
  public let excludedModels: [String]
  /// Models of the calibration that are part of the case and are in it all the same, because the background
  /// keeps the trials of its first style only.
  public let keptModels: [String]
  /// The options it was made with.
  public let options: AssessmentOptions
  /// How intervals were found.
  public let intervalMethod: IntervalMethod

  /// log₁₀ LR from which a reference is named.
  public static let namingThreshold = 2.0
  /// log₁₀ LR from which a reference is called possible.
  public static let possibleThreshold = 1.0

  /// Assesses `comparisons` of one suspect with `references`.
  ///
  /// - Parameters:
  ///   - rows: The suspect's documents, one by one, if they are at hand.
  /// - Throws: ``AssessmentError``, ``CalibrationError`` where too little calibration is left.
  public init(
    _ comparisons: [Comparison], suspect: Fingerprint, rows: [DocumentRow], references: [Fingerprint],
    background: BackgroundModel, options: AssessmentOptions = AssessmentOptions()
  ) throws {
    guard let style = background.style(options.style) else {
      throw AssessmentError.unknownStyle(options.style, background.styles.map(\.name))
    }
    guard background.vocabularyDigest == suspect.header.parameters.vocabularyDigest else {
      throw AssessmentError.otherVocabulary(background.name)
    }
    // In the order of names, so that the order in which references are given decides nothing.
    let references = references.sorted {
      $0.header.name.utf8.lexicographicallyPrecedes($1.header.name.utf8)
    }
    self.options = options
    domain = Self.domain(suspect: suspect, references: references, background.typicality)
    let isCalibrated: Bool
    if case .shifted = domain { isCalibrated = false } else { isCalibrated = true }
    let excluded = Self.excluded(background, suspect: suspect, references: references)
    let names = excluded.map { background.models[$0].name }.sorted()
    let hasTrials = options.style == background.styles.first?.name
    excludedModels = hasTrials ? names : []
    keptModels = hasTrials ? [] : names
    calibration =
      excluded.isEmpty || !hasTrials
      ? style.calibration : try StyleCalibration(fitting: background.trials, excluding: Set(excluded))
    intervalMethod = rows.isEmpty ? .model : .documents

    let case_ = StyledCase(
      style, suspect: suspect, references: references, isRecentered: !isCalibrated)
    let channels = background.styles.filter { Channel(rawValue: $0.name) != nil }
    let channelCases = channels.map {
      StyledCase($0, suspect: suspect, references: references, isRecentered: !isCalibrated)
    }
    let resampled = case_.resampledScores(rows, options: options)
    let documents = Double(suspect.header.documents)
    var evidence: [Evidence] = []
    let isEnough = Verdict.isEnough(suspect.header)
    for (index, reference) in references.enumerated() {
      guard let comparison = comparisons.first(where: { $0.reference.name == reference.header.name }) else {
        continue
      }
      let hasRatio = isCalibrated && isEnough
      let calibration = calibration
      let ratios = resampled.map { calibration.log10LR(score: $0[index], documents: documents) }.sorted()
      let score = case_.scores[index]
      let ratio = calibration.log10LR(score: score, documents: documents)
      evidence.append(
        Evidence(
          comparison: comparison, score: score, log10LR: hasRatio ? ratio : nil,
          interval: hasRatio ? Self.interval(ratios, around: ratio) : nil,
          channels: zip(channels, channelCases).map { channel, styled in
            Evidence.ChannelEvidence(
              name: channel.name, score: styled.scores[index],
              log10LR: hasRatio
                ? channel.calibration.log10LR(score: styled.scores[index], documents: documents) : nil)
          }))
    }
    evidence.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.comparison.reference.name.utf8.lexicographicallyPrecedes(b.comparison.reference.name.utf8)
    }
    self.evidence = evidence
    let linked = Self.linked(
      to: evidence.first, case_, references: references, calibration: style.calibration)
    verdict = Verdict(
      evidence, suspect: suspect.header, domain: domain, linked: linked)
  }

  /// The central 95 % of sorted ratios, widened to hold the ratio itself.
  private static func interval(_ ratios: [Double], around ratio: Double) -> ClosedRange<Double>? {
    guard ratios.count >= 40 else { return nil }
    let low = ratios[Int(0.025 * Double(ratios.count))]
    let high = ratios[ratios.count - 1 - Int(0.025 * Double(ratios.count))]
    return min(low, ratio)...max(high, ratio)
  }

  private static func domain(
    suspect: Fingerprint, references: [Fingerprint], _ typicality: TypicalityModel
  ) -> DomainStatus {
    let outside = references.count { !typicality.isTypical($0.sums) }
    if 2 * outside > references.count { return .shifted(references: references.count, outside: outside) }
    let sums = suspect.sums
    let distance = typicality.distance(of: sums)
    let limit = typicality.limit(documents: Double(sums.documents))
    return distance > limit ? .suspectOutside(distance: distance, limit: limit) : .inDomain
  }

  /// The calibration's models that share an input with the case.
  private static func excluded(
    _ background: BackgroundModel, suspect: Fingerprint, references: [Fingerprint]
  ) -> [Int] {
    let inputs = Set(([suspect] + references).flatMap { $0.header.inputs.map(\.sha256) })
    return background.models.indices.filter { index in
      background.models[index].inputs.contains { inputs.contains($0) }
    }
  }

  /// The references that their own prompt halves do not separate from the best one: those for which the
  /// ratio between opposite halves, averaged over both directions, is at least 1.
  private static func linked(
    to best: Evidence?, _ case_: StyledCase, references: [Fingerprint], calibration: StyleCalibration
  ) -> Set<String> {
    guard let best,
      let index = references.firstIndex(where: { $0.header.name == best.comparison.reference.name })
    else { return [] }
    var names: Set<String> = []
    for other in references.indices where other != index {
      if let ratio = case_.linkRatio(index, other, calibration: calibration), ratio >= 0 {
        names.insert(references[other].header.name)
      }
    }
    return names
  }
}
