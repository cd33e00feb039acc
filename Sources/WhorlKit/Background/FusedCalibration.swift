/// From the scores of a style and of the rules together to one calibrated log likelihood ratio.
///
///     z = l_style + w·l_rules,   w = 0.3
///
/// with the log likelihood ratios, in nats, that ``StyleCalibration`` gives each score alone, that of the
/// style before its caps and that of the rules after them; z is then calibrated itself, on the same trials.
/// The caps keep a text that rules take for something that they were not made for, such as one full of
/// typing errors, from outweighing its style. The weight is below 1 because rules see nothing that words
/// and patterns do not see as well: it keeps what they see more steadily, being few and made by hand.
/// Fusion by a weighted sum of log likelihood ratios is that of Brümmer et al. 2007, "Fusion of
/// heterogeneous speaker recognition systems", doi:10.1109/TASL.2007.902870, with the weight fixed and not
/// fitted.
public struct FusedCalibration: Sendable, Equatable {
  /// The calibration of the style's score alone.
  public let style: StyleCalibration
  /// That of the rules' score alone.
  public let rules: StyleCalibration
  /// That of z.
  public let fused: StyleCalibration

  /// The weight w.
  static let weight = 0.3

  init(style: StyleCalibration, rules: StyleCalibration, fused: StyleCalibration) {
    self.style = style
    self.rules = rules
    self.fused = fused
  }

  /// The calibration that fits `trials`, each of which has a score of the rules.
  ///
  /// - Parameters:
  ///   - trials: Trials of known truth.
  ///   - excluded: Models that are to have no part in it.
  /// - Throws: ``CalibrationError`` if too few trials are left or a fit is not monotone.
  /// - Complexity: three times that of a ``StyleCalibration``.
  public init(fitting trials: [CalibrationTrial], excluding excluded: Set<Int> = []) throws(CalibrationError)
  {
    try self.init(
      fitting: trials, excluding: excluded, style: StyleCalibration(fitting: trials, excluding: excluded))
  }

  /// The same with a calibration of the style's score that was fitted to the trials before.
  init(
    fitting trials: [CalibrationTrial], excluding excluded: Set<Int>, style: StyleCalibration
  ) throws(CalibrationError) {
    self.style = style
    let rules = try StyleCalibration(
      fitting: trials.compactMap { trial in trial.ruleScore.map { trial.scored($0) } }, excluding: excluded)
    self.rules = rules
    fused = try StyleCalibration(
      fitting: trials.compactMap { trial in
        trial.ruleScore.map { ruleScore in
          trial.scored(
            Self.score(trial.score, rules: ruleScore, documents: Double(trial.documents), style, rules))
        }
      }, excluding: excluded)
  }

  /// z.
  public func score(_ score: Double, rules ruleScore: Double, documents: Double) -> Double {
    Self.score(score, rules: ruleScore, documents: documents, style, rules)
  }

  private static func score(
    _ score: Double, rules ruleScore: Double, documents: Double, _ style: StyleCalibration,
    _ rules: StyleCalibration
  ) -> Double {
    style.naturalLogLR(score: score, documents: documents)
      + weight * rules.log10LR(score: ruleScore, documents: documents) / ElementaryFunctions.log10e
  }

  /// The calibrated log₁₀ LR of both scores, capped.
  ///
  /// - Complexity: O(1).
  public func log10LR(score: Double, rules ruleScore: Double, documents: Double) -> Double {
    fused.log10LR(
      score: self.score(score, rules: ruleScore, documents: documents), documents: documents)
  }
}
