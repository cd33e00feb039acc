/// Another kind of text that a background knows besides the one it was learned from, such as stories: known from
/// fewer models, which move, scale and calibrate its styles and do not teach them.
public struct BackgroundDomain: Sendable {
  /// The domain's name, for people.
  public let name: String
  /// The models that it is known from.
  public let models: [BackgroundSource]
  /// What is typical of it.
  public internal(set) var typicality: TypicalityModel
  /// What each of the background's styles has to know of it, in their order.
  public let adaptations: [StyleAdaptation]
  /// What the background's style of rules has to know of it; nil if it is not known.
  public internal(set) var rules: StyleAdaptation?
  /// The trials that the calibration of the first style rests on.
  public let trials: [CalibrationTrial]

  /// The least models that a domain is known from.
  public static let leastModels = 10
  /// The least documents that a model has in each prompt half.
  public static let leastDocuments = 10

  /// A domain.
  public init(
    name: String, models: [BackgroundSource], typicality: TypicalityModel, adaptations: [StyleAdaptation],
    rules: StyleAdaptation? = nil, trials: [CalibrationTrial]
  ) {
    self.rules = rules
    self.name = name
    self.models = models
    self.typicality = typicality
    self.adaptations = adaptations
    self.trials = trials
  }
}
