/// What is known of many models before a case: where their outputs lie, how they vary, and how scores
/// between models that a score has not seen are distributed.
public struct BackgroundModel: Sendable {
  /// The background's name, for people.
  public let name: String
  /// The SHA-256 of its file, in hexadecimal.
  public let digest: String
  /// The vocabulary that its features are of.
  public let vocabularyDigest: String
  /// The models that it was made from.
  public let models: [BackgroundSource]
  /// The style models: `all` first, then `text`, then one a channel.
  public let styles: [StyleModel]
  /// What kind of text it has seen.
  public let typicality: TypicalityModel
  /// The trials that the calibration of `all` rests on.
  public let trials: [CalibrationTrial]
  /// Trials for the question whether one model is derived from another.
  public let derivedTrials: [CalibrationTrial]
  /// The other kinds of text that it knows.
  public let domains: [BackgroundDomain]
  /// The style of the channel `rules`; nil if it was made without rule packs.
  public let rules: RuleStyle?

  /// The calibration of the first style's score and that of the rules together; nil if there are no rules.
  public var fused: FusedCalibration? {
    rules.flatMap { rules in
      styles.first.map {
        FusedCalibration(style: $0.calibration, rules: rules.style.calibration, fused: rules.fused)
      }
    }
  }

  /// Whether it knows what prompts do to outputs, so that ratios allow for other mixes of them.
  public var knowsPrompts: Bool { styles.first?.prompts != nil }

  /// All trials, before a question is asked of them.
  let allTrials: [CalibrationTrial]

  init(
    name: String, digest: String, vocabularyDigest: String, models: [BackgroundSource],
    styles: [StyleModel], typicality: TypicalityModel, trials: [CalibrationTrial],
    domains: [BackgroundDomain] = [], rules: RuleStyle? = nil
  ) {
    self.rules = rules
    self.name = name
    self.digest = digest
    self.vocabularyDigest = vocabularyDigest
    self.models = models
    self.styles = styles
    self.typicality = typicality
    self.domains = domains
    allTrials = trials
    self.trials = trials.asked(.same, of: models)
    derivedTrials = trials.asked(.derived, of: models)
  }

  /// The style model with `name`.
  public func style(_ name: String) -> StyleModel? { styles.first { $0.name == name } }
}
