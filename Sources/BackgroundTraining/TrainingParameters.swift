/// What training is free to choose. The defaults were chosen by cross-validation that leaves families
/// of models out; `docs/algorithms/style-model.md` says what else was tried.
public struct TrainingParameters: Sendable {
  /// Documents in a chunk that the projection is learned from.
  public var chunk = 40
  /// Principal components that discriminant analysis starts from.
  public var components = 500
  /// The ridge of the within-model covariance, as a share of its mean diagonal.
  public var ridge = 0.3
  /// The weight of models' responses to groups of prompts in the within-model covariance of a chunk.
  public var promptShare = 0.15
  /// Groups of prompts of like effect.
  public var promptGroups = 8
  /// Axes that are kept.
  public var axes = 50
  /// What format features are multiplied by, being few.
  public var formatFactor = 3.0
  /// Groups of families that are left out in turn.
  public var folds = 4
  /// How often families are dealt out to the groups anew, so that calibration does not hang on who was
  /// left out with whom.
  public var deals = 3
  /// Suspects that are drawn of each size, model and direction.
  public var draws = 2
  /// The seed of all draws.
  public var seed: UInt64 = 1

  /// The least models that training takes.
  public static let leastModels = 12
  /// The least documents that a model has in each prompt half.
  public static let leastDocuments = 40

  /// The defaults.
  public init() {}
}
