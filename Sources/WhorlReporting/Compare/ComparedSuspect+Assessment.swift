public import WhorlKit

extension ComparedSuspect {
  /// A suspect with the comparisons that the core made.
  ///
  /// - Parameters:
  ///   - comparisons: The comparisons of raw scores, best first.
  ///   - assessment: The evidence made of them; nil where scores are uncalibrated.
  ///   - paths: The paths that the user gave.
  public init(
    _ header: FingerprintHeader, comparisons: [Comparison], assessment: Assessment?, paths: [String]
  ) {
    self.init(
      name: header.name, documents: header.documents, tokens: header.tokens, skipped: header.skipped,
      inputs: header.inputs, paths: paths,
      verdict: ComparedVerdict(
        assessment?.verdict ?? Verdict(uncalibrated: comparisons, suspect: header)),
      calibration: assessment.flatMap { assessment in
        assessment.verdict.isCalibrated
          ? assessment.calibration.map { CalibrationSummary($0, of: assessment) } : nil
      },
      domain: assessment?.domain,
      comparisons: assessment.map { $0.evidence.map(ComparisonResult.init(_:)) }
        ?? comparisons.map(ComparisonResult.init(uncalibrated:)))
  }
}

extension CalibrationSummary {
  init(_ calibration: StyleCalibration, of assessment: Assessment) {
    self.init(
      models: calibration.models, pairs: calibration.pairs,
      lowerBound: calibration.lowerBound, upperBound: calibration.upperBound,
      excluded: assessment.excludedModels, kept: assessment.keptModels,
      intervalMethod: assessment.intervalMethod)
  }
}

extension ComparisonResult {
  init(_ evidence: Evidence) {
    self.init(
      reference: evidence.comparison.reference.name, documents: evidence.comparison.reference.documents,
      log10LR: evidence.log10LR, absence: evidence.absence,
      isReferenceUnusual: evidence.isReferenceUnusual, interval: evidence.interval,
      usesRules: evidence.isFused, promptShift: evidence.promptShift,
      support: evidence.support ?? "none given",
      rawScore: evidence.score,
      channels: evidence.channels.map {
        ChannelResult(name: $0.name, log10LR: $0.log10LR, rawScore: $0.score)
      },
      copiedEstimate: evidence.comparison.overlaps.last?.containmentEstimate)
  }

  init(uncalibrated comparison: Comparison) {
    self.init(
      reference: comparison.reference.name, documents: comparison.reference.documents, log10LR: nil,
      absence: .uncalibrated, support: "uncalibrated", rawScore: comparison.rawScore,
      channels: [
        ChannelResult(name: ReferenceSet.channel.rawValue, log10LR: nil, rawScore: comparison.rawScore)
      ],
      copiedEstimate: comparison.overlaps.last?.containmentEstimate)
  }
}
