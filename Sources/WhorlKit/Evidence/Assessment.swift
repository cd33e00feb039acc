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
  /// Which kind of text the case is taken to be.
  public let domain: DomainStatus
  /// The calibration that the ratios rest on; nil where none holds.
  public let calibration: StyleCalibration?
  /// Models of the calibration that are among the references or the suspect, and were left out of it.
  public let excludedModels: [String]
  /// Models of the calibration that are part of the case and are in it all the same, because the background
  /// keeps the trials of its first style only.
  public let keptModels: [String]
  /// The style model that the scores are of, for the case's kind of text.
  public let style: StyleModel
  /// What is taken off positions besides, one value an axis: the references' mean where a case is recentred.
  public let shift: [Double]
  /// How the case is placed in the style of rules; nil if the background has none, or the suspect was not scanned with
  /// its packs.
  public let rules: RuleFrame?
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
  ///   - comparisons: The comparisons with all references.
  ///   - suspect: The suspect.
  ///   - rows: The suspect's documents, one by one, if they are at hand.
  ///   - references: The references.
  ///   - domainBackground: More models' fingerprints of the case's kind of text, to learn that kind from.
  ///   - background: The background that ratios rest on.
  ///   - options: The question, and how it is answered.
  /// - Throws: ``AssessmentError``, ``CalibrationError`` where too little calibration is left.
  public init(
    _ comparisons: [Comparison], suspect: Fingerprint, rows: [DocumentRow], references: [Fingerprint],
    domainBackground: [Fingerprint] = [], background: BackgroundModel,
    options: AssessmentOptions = AssessmentOptions()
  ) throws {
    try self.init(
      comparisons, suspect: suspect, rows: rows,
      prepared: PreparedReferences(references, background: background, style: options.style),
      domainBackground: domainBackground, background: background, options: options)
  }

  /// The same for references that were prepared with `background` and the style of `options`.
  public init(
    _ comparisons: [Comparison], suspect: Fingerprint, rows: [DocumentRow], prepared: PreparedReferences,
    domainBackground: [Fingerprint] = [], background: BackgroundModel,
    options: AssessmentOptions = AssessmentOptions()
  ) throws {
    guard background.vocabularyDigest == suspect.header.parameters.vocabularyDigest else {
      throw AssessmentError.otherVocabulary(background.name)
    }
    let references = prepared.fingerprints
    self.options = options
    let frame = try CaseFrame(
      suspect: suspect, prepared: prepared, domainBackground: domainBackground, background: background,
      options: options)
    domain = frame.domain
    excludedModels = frame.excludedModels
    keptModels = frame.keptModels
    intervalMethod = rows.isEmpty ? .model : .documents

    let sums = suspect.sums
    let case_ = StyledCase(
      frame.style, suspect: sums, references: prepared.places[frame.place], halves: prepared.halves,
      placedBy: background.styles[frame.place], isRecentered: frame.isRecentered)
    style = frame.style
    shift = case_.center
    let channels = frame.channels
    let channelCases = channels.map { place, style in
      StyledCase(
        style, suspect: sums, references: prepared.places[place], placedBy: background.styles[place],
        isRecentered: frame.isRecentered)
    }
    let ruleChannel = RuleChannel(
      suspect: suspect, prepared: prepared, frame: frame, background: background)
    rules = ruleChannel?.frame
    let resampled = case_.resampledScores(rows, options: options)
    let fused = ruleChannel == nil ? nil : frame.fused
    calibration = fused?.fused ?? frame.calibration
    let resampledRules =
      fused == nil
      ? nil
      : ruleChannel?.resampledScores(
        background.rules?.documents(rows, of: suspect.rules) ?? [], options: options)
    let documents = Double(suspect.header.documents)
    var evidence: [Evidence] = []
    let compared = Dictionary(comparisons.map { ($0.reference.name, $0) }) { first, _ in first }
    for (index, reference) in references.enumerated() {
      guard let comparison = compared[reference.header.name] else { continue }
      let score = case_.scores[index]
      let size = ReferenceSize(
        documents: Double(reference.header.documents), trialsOf: frame.calibrationModels)
      let known = frame.calibration.map { style in
        ReferenceRatio(
          style: style,
          fused: fused.flatMap { fused in ruleChannel?.scores[index].map { (fused, $0) } }, size: size)
      }
      let absence = Self.absence(
        suspect.header, reference.header, frame, isOfOtherKind: frame.isOfOtherKind[index])
      let used = absence == nil ? known : nil
      let ratio = used?.log10LR(score: score, documents: documents)
      let ratios = used.map { used in
        resampled.indices.map { draw in
          used.log10LR(
            score: resampled[draw][index], rules: resampledRules?[draw][index], documents: documents)
        }.sorted()
      }
      evidence.append(
        Evidence(
          comparison: comparison, score: score, log10LR: ratio, absence: absence,
          isReferenceUnusual: frame.isOutside[index],
          interval: ratio.flatMap { Self.interval(ratios ?? [], around: $0) },
          channels: zip(channels.map(\.style), channelCases).map { channel, styled in
            Evidence.ChannelEvidence(
              name: channel.name, score: styled.scores[index],
              log10LR: used != nil && frame.hasChannelRatios
                ? channel.calibration.log10LR(
                  score: styled.scores[index], documents: size.counted(documents)) : nil)
          } + [ruleChannel?.evidence(index, size: used == nil ? nil : size)].compactMap(\.self),
          promptShift: case_.promptShifts[index], ratio: used,
          rank: known?.rank(score: score, documents: documents) ?? score))
    }
    evidence.sort { a, b in
      if a.rank != b.rank { return a.rank > b.rank }
      return a.comparison.reference.name.utf8.lexicographicallyPrecedes(b.comparison.reference.name.utf8)
    }
    self.evidence = evidence
    let linked = Self.linked(
      to: evidence.first { $0.log10LR != nil }, case_, references: references,
      calibration: frame.style.calibration)
    verdict = Verdict(
      evidence, suspect: suspect.header, domain: domain, linked: linked, question: options.question,
      largestRatio: calibration?.upperBound ?? 0)
  }

  /// Why no ratio holds against a reference; nil where one does.
  private static func absence(
    _ suspect: FingerprintHeader, _ reference: FingerprintHeader, _ frame: CaseFrame,
    isOfOtherKind: Bool
  ) -> RatioAbsence? {
    if !Verdict.isEnough(suspect) { return .suspectTooSmall }
    if frame.calibration == nil { return .uncalibrated }
    if frame.domain.suspectOutside != nil { return .suspectOutside }
    if !Verdict.isEnough(reference) { return .referenceTooSmall }
    return isOfOtherKind ? .referenceOutside : nil
  }

  /// The central 95 % of sorted ratios, widened to hold the ratio itself.
  private static func interval(_ ratios: [Double], around ratio: Double) -> ClosedRange<Double>? {
    guard ratios.count >= 40 else { return nil }
    let low = ratios[Int(0.025 * Double(ratios.count))]
    let high = ratios[ratios.count - 1 - Int(0.025 * Double(ratios.count))]
    return min(low, ratio)...max(high, ratio)
  }

  /// The references that their own prompt halves do not separate from the best one, by as many documents as the
  /// suspect has: those for which the ratio between opposite halves, averaged over both directions, is at least 1.
  /// None where the best is not named.
  private static func linked(
    to best: Evidence?, _ case_: StyledCase, references: [Fingerprint], calibration: StyleCalibration
  ) -> Set<String> {
    guard let best, let ratio = best.log10LR, ratio >= namingThreshold,
      let index = references.firstIndex(where: { $0.header.name == best.comparison.reference.name })
    else { return [] }
    var names: Set<String> = []
    for other in references.indices where other != index {
      if let likeness = case_.likeness(index, other, calibration: calibration), likeness >= 0 {
        names.insert(references[other].header.name)
      }
    }
    return names
  }
}
