/// Trials of both kinds, ready to be measured.
///
/// ```swift
/// let trials = try TrialSet([
///   Trial(score: 2.1, isSame: true, group: 0), Trial(score: -1.3, isSame: false, group: 1),
/// ])
/// let area = ROCSummary(trials).areaUnderCurve  // 1
/// ```
///
/// A set holds at least one trial of each kind and no NaN, so that every measure of it is defined.
/// It is kept in ascending order of score, and is the same for every order of its input.
public struct TrialSet: Sendable, Equatable {
  /// The trials by ascending score; ties by kind (different first), then by group.
  public let trials: [Trial]
  /// The number of trials with the same source; at least 1.
  public let sameCount: Int
  /// The number of trials with different sources; at least 1.
  public let differentCount: Int
  /// The distinct scores, ascending, with their counts.
  let levels: [ScoreLevel]

  /// The scores, ascending.
  public var scores: [Double] { trials.map(\.score) }
  /// Whether each of ``scores`` belongs to a trial with the same source.
  public var labels: [Bool] { trials.map(\.isSame) }

  /// The counts by score, which most measures are made of.
  var distribution: ScoreDistribution {
    ScoreDistribution(levels: levels, sameCount: sameCount, differentCount: differentCount)
  }

  /// The set of `trials`. O(n log n).
  ///
  /// - Throws: ``ValidationError/notANumber(index:)`` for a NaN, ``ValidationError/noTrials(isSame:)``
  ///   if a kind is missing.
  public init(_ trials: [Trial]) throws(ValidationError) {
    var sorted = trials
    for index in sorted.indices {
      if sorted[index].score.isNaN { throw .notANumber(index: index) }
      // Turns −0 into 0: the two compare equal, so neither may be left to the order of the input.
      sorted[index].score += 0.0
    }
    sorted.sort { a, b in
      if a.score != b.score { return a.score < b.score }
      if a.isSame != b.isSame { return b.isSame }
      return a.group < b.group
    }
    self.init(ascending: sorted)
    if sameCount == 0 { throw .noTrials(isSame: true) }
    if differentCount == 0 { throw .noTrials(isSame: false) }
  }

  /// The set of trials that are in order already, without checks. O(n).
  init(ascending trials: [Trial]) {
    self.trials = trials
    var levels: [ScoreLevel] = []
    var same = 0
    for trial in trials {
      let one = trial.isSame ? 1 : 0
      same += one
      if let last = levels.indices.last, levels[last].score == trial.score {
        levels[last].same += one
        levels[last].different += 1 - one
      } else {
        levels.append(ScoreLevel(score: trial.score, same: one, different: 1 - one))
      }
    }
    self.levels = levels
    sameCount = same
    differentCount = trials.count - same
  }
}
