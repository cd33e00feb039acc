/// How well a background's likelihood ratios hold on models that they have not seen: the trials that it
/// keeps, which are between models left out of the projection family by family, each judged by a
/// calibration that has not seen the suspect's model either.
public struct BackgroundValidation: Sendable {
  /// What was measured for one size of suspect.
  public struct Result: Sendable {
    /// Documents of the suspect.
    public let documents: Int
    /// Comparisons.
    public let trials: Int
    /// Comparisons of a model with itself.
    public let sameTrials: Int
    /// Area under the ROC curve, equal error rate, true positives at 1 % and 0.1 % false alarms.
    public let roc: ROCSummary
    /// The cost of the likelihood ratios, and the least that another calibration could have reached.
    public let cost: LogLikelihoodRatioCost
    /// The share of suspects whose own model scored best among those left out with it.
    public let rank1: Double
    /// Of different models, the share with a likelihood ratio above 10, and above 100.
    public let falseAlarmsAbove10: Double
    /// The share above 100.
    public let falseAlarmsAbove100: Double
  }

  /// The results, smallest suspects first.
  public let results: [Result]

  /// Groups of models whose calibration is fitted without them.
  private static let groups = 8

  /// Validates `background`.
  ///
  /// - Throws: ``CalibrationError`` or ``ValidationError`` where there are too few trials.
  public init(_ background: BackgroundModel) throws {
    var ratios: [(trial: CalibrationTrial, log10LR: Double)] = []
    for group in 0..<Self.groups {
      let members = Set(background.models.indices.filter { $0 % Self.groups == group })
      let calibration = try StyleCalibration(fitting: background.trials, excluding: members)
      for trial in background.trials where members.contains(trial.suspect) {
        ratios.append(
          (trial, calibration.log10LR(score: trial.score, documents: Double(trial.documents))))
      }
    }
    results = try StyleCalibration.sizes.compactMap { size in
      let chosen = ratios.filter { $0.trial.documents == size }
      return chosen.isEmpty ? nil : try Self.result(chosen, documents: size)
    }
  }

  private static func result(
    _ ratios: [(trial: CalibrationTrial, log10LR: Double)], documents: Int
  ) throws -> Result {
    // Ranked by score: ratios are capped, and caps tie.
    let scores = try TrialSet(
      ratios.map {
        Trial(score: $0.trial.score, isSame: $0.trial.suspect == $0.trial.reference, group: $0.trial.suspect)
      })
    let natural = try TrialSet(
      ratios.map {
        Trial(
          score: $0.log10LR / ElementaryFunctions.log10e, isSame: $0.trial.suspect == $0.trial.reference,
          group: $0.trial.suspect)
      })
    let different = ratios.filter { $0.trial.suspect != $0.trial.reference }
    let count = Double(max(different.count, 1))
    return Result(
      documents: documents, trials: ratios.count, sameTrials: ratios.count - different.count,
      roc: ROCSummary(scores), cost: LogLikelihoodRatioCost(natural), rank1: rank1(ratios.map(\.trial)),
      falseAlarmsAbove10: Double(different.count { $0.log10LR > 1 }) / count,
      falseAlarmsAbove100: Double(different.count { $0.log10LR > 2 }) / count)
  }

  /// Trials of one suspect follow each other, one for each reference.
  private static func rank1(_ trials: [CalibrationTrial]) -> Double {
    var suspects = 0.0
    var first = 0.0
    var index = 0
    while index < trials.count {
      var end = index
      var references: Set<Int> = []
      while end < trials.count, trials[end].suspect == trials[index].suspect,
        references.insert(trials[end].reference).inserted
      {
        end += 1
      }
      let best = trials[index..<end].max { $0.score < $1.score }
      suspects += 1
      if let best, best.suspect == best.reference { first += 1 }
      index = end
    }
    return suspects > 0 ? first / suspects : 0
  }
}
