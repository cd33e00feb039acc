/// How well a background's likelihood ratios hold on models that they have not seen: the trials that it
/// keeps, which are between models left out of the projection family by family, each judged by a
/// calibration from which the families of both models are left out as well.
public struct BackgroundEvaluation: Sendable {
  /// The results where suspects answer prompts of the references' mix, smallest suspects first.
  public let results: [EvaluationResult]
  /// The results where they answer prompts of another mix; empty where no trials are of any.
  public let otherMixResults: [EvaluationResult]
  /// Which of the background's models write so much alike that they are one cluster: by the trials of the
  /// largest suspects, which are as good as halves.
  public let links: StyleLinks
  /// How often relatives were tried, and how often they would be if each pair of models were.
  public let allPairs: AllPairsCost
  /// Whether ratios rest on the rules as well.
  public let usesRules: Bool

  /// Evaluates `background`.
  ///
  /// - Parameters:
  ///   - background: The background, with the trials that it was calibrated on.
  ///   - sizes: The numbers of documents to measure; nil for all that there are trials of.
  ///   - usesRules: Whether ratios are to rest on the rules as well, if the background knows them.
  ///   - replicates: Resamples behind the intervals; 0 for no intervals.
  ///   - seed: Decides the draws of the resampling.
  ///   - jobs: Pieces of work at once.
  ///   - progress: Is told how many of how many pieces of work are done.
  /// - Throws: ``CalibrationError`` or ``ValidationError`` where there are too few trials.
  public init(
    _ background: BackgroundModel, sizes: [Int]? = nil, usesRules: Bool = true,
    replicates: Int = ModelBootstrap.defaultReplicates,
    seed: UInt64 = 1, jobs: Int = 1, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws {
    let calibration = try await LeaveOutCalibration(
      background, members: Set(background.models.indices), usesRules: usesRules, jobs: jobs)
    self.usesRules = usesRules && background.fused != nil
    let allPairs = AllPairsCost(background.trials, of: background.models)
    self.allPairs = allPairs
    let modelCount = background.models.count
    let conditions = [false, true].map { isOtherMix in
      Self.trials(background, calibration, usesRules: usesRules, isOtherMix: isOtherMix)
    }
    links = TrialLinks(conditions[0].last?.trials ?? [], modelCount: modelCount).all
    let wanted = conditions.map { trials in
      StyleCalibration.sizes.filter { sizes?.contains($0) ?? true }
        .compactMap { size in trials.first { $0.documents == size } }
    }
    let chosen = wanted[0] + wanted[1]
    let all = try await orderedResults(
      count: chosen.count, jobs: jobs, finished: { progress($0, chosen.count) }
    ) { number in
      let (documents, trials) = chosen[number]
      let links = TrialLinks(trials, modelCount: modelCount)
      var result = try EvaluationResult(
        trials, modelCount: modelCount, links: links.all, documents: documents,
        linksOfDraw: { links.without(draw: $0) }, replicates: replicates, seed: seed)
      result.cllrOfAllPairs = allPairs.cllr(of: trials)
      return result
    }
    results = Array(all.prefix(wanted[0].count))
    otherMixResults = Array(all.dropFirst(wanted[0].count))
  }

  private typealias Condition = (documents: Int, trials: [EvaluationTrial])

  private static func trials(
    _ background: BackgroundModel, _ calibration: LeaveOutCalibration, usesRules: Bool, isOtherMix: Bool
  ) -> [Condition] {
    StyleCalibration.sizes.compactMap { size in
      var trials: [EvaluationTrial] = []
      var draw = -1
      var suspect = -1
      var references: Set<Int> = []
      // Trials of one suspect text follow each other, one for each reference.
      for trial in background.trials where trial.documents == size && trial.isOtherMix == isOtherMix {
        if trial.suspect != suspect || references.contains(trial.reference) {
          draw += 1
          suspect = trial.suspect
          references = []
        }
        references.insert(trial.reference)
        let documents = Double(trial.documents)
        if usesRules, let ruleScore = trial.ruleScore,
          let fused = calibration.fused(trial.suspect, trial.reference)
        {
          trials.append(
            EvaluationTrial(
              suspect: trial.suspect, reference: trial.reference, draw: draw,
              score: fused.score(trial.score, rules: ruleScore, documents: documents),
              log10LR: fused.log10LR(score: trial.score, rules: ruleScore, documents: documents)))
          continue
        }
        trials.append(
          EvaluationTrial(
            suspect: trial.suspect, reference: trial.reference, draw: draw, score: trial.score,
            log10LR: calibration.calibration(trial.suspect, trial.reference)
              .log10LR(score: trial.score, documents: documents)))
      }
      return trials.isEmpty ? nil : (size, trials)
    }
  }
}
