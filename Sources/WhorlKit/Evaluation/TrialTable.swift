/// The trials of one condition, put in order once so that they can be measured many times under other
/// weights of the models.
///
/// ```swift
/// let table = try TrialTable(trials, modelCount: 12)
/// table.measures[.cllr]
/// ```
///
/// The order in which trials are given decides nothing.
public struct TrialTable: Sendable {
  /// The trials, by number of draw, then reference.
  public let trials: [EvaluationTrial]
  /// Models that the trials' places are in.
  public let modelCount: Int
  /// What is measured of all trials, each with weight 1.
  public let measures: EvaluationMeasures

  private let byScore: [Place]
  private let byRatio: [Place]
  private let contests: [Contest]

  /// A trial where it stands in an order.
  private struct Place {
    let value: Double
    /// What its likelihood ratio costs, in bits.
    let cost: Double
    let suspect: Int
    let reference: Int
  }

  /// Whether a suspect text's own reference is ranked first.
  private struct Contest {
    let suspect: Int
    let isFirst: Bool
  }

  /// A table of `trials`.
  ///
  /// - Throws: ``ValidationError`` if a score or ratio is NaN, a model's place is not below `modelCount`, or
  ///   a kind of trial is missing.
  /// - Complexity: O(n log n).
  public init(_ trials: [EvaluationTrial], modelCount: Int) throws(ValidationError) {
    for (index, trial) in trials.enumerated() {
      if trial.score.isNaN || trial.log10LR.isNaN { throw .notANumber(index: index) }
      for place in [trial.suspect, trial.reference] where !(0..<modelCount).contains(place) {
        throw .outOfRange(parameter: "model of trial \(index)", value: Double(place))
      }
    }
    if !trials.contains(where: \.isSame) { throw .noTrials(isSame: true) }
    if trials.allSatisfy(\.isSame) { throw .noTrials(isSame: false) }
    let trials = trials.sorted { ($0.draw, $0.reference) < ($1.draw, $1.reference) }
    let byScore = Self.ordered(trials) { $0.score }
    let byRatio = Self.ordered(trials) { $0.log10LR }
    let contests = Self.contests(trials)
    self.trials = trials
    self.modelCount = modelCount
    self.byScore = byScore
    self.byRatio = byRatio
    self.contests = contests
    let ones = [Int](repeating: 1, count: modelCount)
    // Both kinds are there, so that there is a measure.
    measures =
      Self.measures(byScore, byRatio, contests, multiplicities: ones) ?? EvaluationMeasures { _ in .nan }
  }

  /// The trials as a set whose scores are the style scores.
  ///
  /// - Throws: ``ValidationError``, which the table's own checks exclude.
  public func scores() throws(ValidationError) -> TrialSet {
    try TrialSet(trials.map { Trial(score: $0.score, isSame: $0.isSame, group: $0.suspect) })
  }

  /// The trials as a set whose scores are natural logarithms of the likelihood ratios.
  ///
  /// - Throws: ``ValidationError``, which the table's own checks exclude.
  public func ratios() throws(ValidationError) -> TrialSet {
    try TrialSet(
      trials.map {
        Trial(
          score: $0.log10LR / ElementaryFunctions.log10e, isSame: $0.isSame, group: $0.suspect)
      })
  }

  /// What is measured where each model counts as often as `multiplicities` says; nil if a kind of trial is
  /// left without weight.
  ///
  /// A comparison of two models has the product of their multiplicities as its weight, one of a model with
  /// itself that model's: what they would be if the copies were models of their own.
  ///
  /// - Complexity: O(n).
  func measures(multiplicities: [Int]) -> EvaluationMeasures? {
    Self.measures(byScore, byRatio, contests, multiplicities: multiplicities)
  }

  private static func measures(
    _ byScore: [Place], _ byRatio: [Place], _ contests: [Contest], multiplicities: [Int]
  ) -> EvaluationMeasures? {
    let scores = distribution(byScore, multiplicities)
    guard scores.sameCount > 0, scores.differentCount > 0 else { return nil }
    let roc = ROCSummary(scores)
    let minimum = LogLikelihoodRatioCost.minimum(of: distribution(byRatio, multiplicities))
    var cost = (same: 0.0, different: 0.0)
    var above = (ten: 0, hundred: 0)
    var belowTenth = 0
    for place in byRatio {
      let weight = weight(place, multiplicities)
      if weight == 0 { continue }
      if place.suspect == place.reference {
        cost.same += Double(weight) * place.cost
        if place.value < -1 { belowTenth += weight }
      } else {
        cost.different += Double(weight) * place.cost
        if place.value > 1 { above.ten += weight }
        if place.value > 2 { above.hundred += weight }
      }
    }
    let total =
      (cost.same / Double(scores.sameCount) + cost.different / Double(scores.differentCount)) / 2
    let first = rank1(contests, multiplicities)
    return EvaluationMeasures { measure in
      switch measure {
      case .auc: roc.areaUnderCurve
      case .eer: roc.equalErrorRate
      case .cllr: total
      case .cllrMin: minimum
      case .rank1: first
      case .tprAt1: roc.truePositiveRateAtOnePercent
      case .tprAt01: roc.truePositiveRateAtOnePerMille
      case .falseAlarmsAbove10: Double(above.ten) / Double(scores.differentCount)
      case .falseAlarmsAbove100: Double(above.hundred) / Double(scores.differentCount)
      case .missesBelowTenth: Double(belowTenth) / Double(scores.sameCount)
      }
    }
  }

  private static func weight(_ place: Place, _ multiplicities: [Int]) -> Int {
    place.suspect == place.reference
      ? multiplicities[place.suspect] : multiplicities[place.suspect] * multiplicities[place.reference]
  }

  private static func distribution(_ places: [Place], _ multiplicities: [Int]) -> ScoreDistribution {
    var levels: [ScoreLevel] = []
    levels.reserveCapacity(places.count)
    var counts = (same: 0, different: 0)
    var level = ScoreLevel(score: 0, same: 0, different: 0)
    for place in places {
      let weight = weight(place, multiplicities)
      if weight == 0 { continue }
      if place.value != level.score {
        if level.same + level.different > 0 { levels.append(level) }
        level = ScoreLevel(score: place.value, same: 0, different: 0)
      }
      if place.suspect == place.reference {
        level.same += weight
        counts.same += weight
      } else {
        level.different += weight
        counts.different += weight
      }
    }
    if level.same + level.different > 0 { levels.append(level) }
    return ScoreDistribution(levels: levels, sameCount: counts.same, differentCount: counts.different)
  }

  /// The share of suspect texts whose own model is above every other; a tie is no first place.
  ///
  /// Only suspects are weighted. Among resampled references there are fewer different ones, and the first
  /// place would be easier to win.
  private static func rank1(_ contests: [Contest], _ multiplicities: [Int]) -> Double {
    var all = 0
    var first = 0
    for contest in contests {
      let weight = multiplicities[contest.suspect]
      all += weight
      if contest.isFirst { first += weight }
    }
    return all > 0 ? Double(first) / Double(all) : 0
  }

  private static func ordered(
    _ trials: [EvaluationTrial], by value: (EvaluationTrial) -> Double
  ) -> [Place] {
    trials.map { trial in
      let natural = trial.log10LR / ElementaryFunctions.log10e
      return Place(
        // Turns −0 into 0, which compares equal to it.
        value: value(trial) + 0,
        cost: ElementaryFunctions.softplus(trial.isSame ? -natural : natural) / ElementaryFunctions.ln2,
        suspect: trial.suspect, reference: trial.reference)
    }.sorted { a, b in
      (a.value, a.suspect, a.reference, a.cost) < (b.value, b.suspect, b.reference, b.cost)
    }
  }

  private static func contests(_ trials: [EvaluationTrial]) -> [Contest] {
    var contests: [Contest] = []
    var start = 0
    while start < trials.count {
      let end = trials[start...].firstIndex { $0.draw != trials[start].draw } ?? trials.count
      if let own = trials[start..<end].first(where: \.isSame) {
        let isBeaten = trials[start..<end].contains { !$0.isSame && $0.score >= own.score }
        contests.append(Contest(suspect: own.suspect, isFirst: !isBeaten))
      }
      start = end
    }
    return contests
  }
}
