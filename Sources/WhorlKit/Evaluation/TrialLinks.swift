/// Links by trials themselves, where no positions are at hand: models are linked where the mean log₁₀ LR of the trials
/// between them, in both directions, is at least 0.
///
/// The trials of a draw are to be judged by the links of all other draws, so that nothing is called alike because of
/// the very ratio that would be a false alarm.
struct TrialLinks {
  private let modelCount: Int
  private var sums: [Double]
  private var counts: [Int]
  private let draws: [Int: [EvaluationTrial]]

  init(_ trials: [EvaluationTrial], modelCount: Int) {
    self.modelCount = modelCount
    sums = [Double](repeating: 0, count: modelCount * modelCount)
    counts = [Int](repeating: 0, count: modelCount * modelCount)
    let different = trials.filter { !$0.isSame }
    draws = Dictionary(grouping: different, by: \.draw)
    for trial in different { add(trial, times: 1) }
  }

  private mutating func add(_ trial: EvaluationTrial, times: Int) {
    let (low, high) = (min(trial.suspect, trial.reference), max(trial.suspect, trial.reference))
    sums[low * modelCount + high] += Double(times) * trial.log10LR
    counts[low * modelCount + high] += times
  }

  /// By all trials.
  var all: StyleLinks {
    StyleLinks(modelCount: modelCount) { first, second in
      let place = first * modelCount + second
      return counts[place] > 0 ? sums[place] / Double(counts[place]) : nil
    }
  }

  /// By all trials but those of a draw.
  ///
  /// - Complexity: O(modelCount²).
  func without(draw: Int) -> StyleLinks {
    var others = self
    for trial in draws[draw] ?? [] { others.add(trial, times: -1) }
    return others.all
  }
}
