/// What each trial of a calibration counts.
///
/// All sizes of suspect count alike, and of each size the trials of one model as much as those of different models.
/// Trials between two mixes of prompts count half as much as the others of their size.
///
/// Among trials of different models, relatives count as they are met among all pairs of the models. They are met far
/// more often among the trials of a background: families are left out of training together, so that each pair of
/// relatives is tried, and of the other pairs those that happened to be left out at once. Weighting by the inverse of the
/// probability to be drawn is that of Horvitz & Thompson 1952, "A generalization of sampling without replacement from
/// a finite universe", doi:10.1080/01621459.1952.10483446.
struct TrialWeights {
  private let counts: [Condition: Counts]
  /// The share of relatives among the pairs of different models, if each pair were tried.
  let shareOfRelatives: Double
  /// Models in the trials.
  let models: Int
  /// Pairs of different models in the trials.
  let pairs: Int

  /// What a trial between two mixes of prompts counts, as a share of what one of a single mix does.
  private static let weightOfOtherMix = 0.5

  /// What trials have in common that are weighed against each other.
  struct Condition: Hashable {
    let documents: Int
    let isOtherMix: Bool

    init(_ trial: CalibrationTrial) {
      documents = trial.documents
      isOtherMix = trial.isOtherMix
    }
  }

  private struct Counts {
    var same = 0
    var relatives = 0
    var others = 0
  }

  /// - Complexity: O(n) in the trials.
  init(_ trials: [CalibrationTrial]) {
    var counts: [Condition: Counts] = [:]
    var models: Set<Int> = []
    var pairs: Set<Int> = []
    var relatives: Set<Int> = []
    for trial in trials {
      models.insert(trial.suspect)
      guard !trial.isSame else {
        counts[Condition(trial), default: Counts()].same += 1
        continue
      }
      let pair = min(trial.suspect, trial.reference) << 32 | max(trial.suspect, trial.reference)
      pairs.insert(pair)
      if trial.isOfRelatives {
        relatives.insert(pair)
        counts[Condition(trial), default: Counts()].relatives += 1
      } else {
        counts[Condition(trial), default: Counts()].others += 1
      }
    }
    self.counts = counts
    self.models = models.count
    self.pairs = pairs.count
    shareOfRelatives = Double(relatives.count) / max(Double(models.count * (models.count - 1)) / 2, 1)
  }

  /// What `trial` counts in a fit.
  func weight(of trial: CalibrationTrial) -> Double {
    (trial.isOtherMix ? Self.weightOfOtherMix : 1) * share(of: trial)
  }

  /// The share of `trial` in all trials of its condition and truth.
  func share(of trial: CalibrationTrial) -> Double {
    let counts = counts[Condition(trial)] ?? Counts()
    if trial.isSame { return 1 / Double(max(counts.same, 1)) }
    guard counts.relatives > 0, counts.others > 0 else {
      return 1 / Double(max(counts.relatives + counts.others, 1))
    }
    return trial.isOfRelatives
      ? shareOfRelatives / Double(counts.relatives) : (1 - shareOfRelatives) / Double(counts.others)
  }
}
