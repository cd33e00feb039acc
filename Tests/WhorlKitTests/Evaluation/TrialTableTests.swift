import Testing

@testable import WhorlKit

@Suite("Tables of trials")
struct TrialTableTests {
  private static let trials = EvaluationTestTrials(models: 9).trials(seed: 3)

  private static func trial(_ suspect: Int, _ reference: Int, _ score: Double, draw: Int = 0)
    -> EvaluationTrial
  {
    EvaluationTrial(
      suspect: suspect, reference: reference, draw: draw, score: score, log10LR: score)
  }

  @Test("what is measured is what the measures say of the same trials")
  func agreesWithMeasures() throws {
    let table = try TrialTable(Self.trials, modelCount: 9)
    let roc = ROCSummary(try table.scores())
    let cost = LogLikelihoodRatioCost(try table.ratios())
    #expect(table.measures[.auc] == roc.areaUnderCurve)
    #expect(table.measures[.eer] == roc.equalErrorRate)
    #expect(table.measures[.tprAt1] == roc.truePositiveRateAtOnePercent)
    #expect(table.measures[.tprAt01] == roc.truePositiveRateAtOnePerMille)
    #expect(abs(table.measures[.cllr] - cost.total) < 1e-12)
    #expect(table.measures[.cllrMin] == cost.minimum)
    let different = Self.trials.filter { !$0.isSame }
    let same = Self.trials.filter(\.isSame)
    let share = { (part: Int, all: Int) in Double(part) / Double(all) }
    #expect(
      table.measures[.falseAlarmsAbove10] == share(different.count { $0.log10LR > 1 }, different.count))
    #expect(
      table.measures[.falseAlarmsAbove100] == share(different.count { $0.log10LR > 2 }, different.count))
    #expect(table.measures[.missesBelowTenth] == share(same.count { $0.log10LR < -1 }, same.count))
  }

  @Test("a model that counts three times is as three models with the same trials")
  func multiplicities() throws {
    let table = try TrialTable(Self.trials, modelCount: 9)
    let counts = [3, 1, 0, 2, 1, 1, 0, 1, 0]
    var copies: [(model: Int, original: Int)] = []
    for (model, count) in counts.enumerated() {
      for _ in 0..<count { copies.append((copies.count, model)) }
    }
    var copied: [EvaluationTrial] = []
    for trial in Self.trials {
      for suspect in copies where suspect.original == trial.suspect {
        for reference in copies where reference.original == trial.reference {
          // A copy against another copy of the same model is no trial.
          if trial.isSame, suspect.model != reference.model { continue }
          copied.append(
            EvaluationTrial(
              suspect: suspect.model, reference: reference.model, draw: suspect.model, score: trial.score,
              log10LR: trial.log10LR))
        }
      }
    }
    let weighted = try #require(table.measures(multiplicities: counts))
    let long = try TrialTable(copied, modelCount: copies.count).measures
    for measure in EvaluationMeasure.allCases where measure != .rank1 {
      #expect(abs(weighted[measure] - long[measure]) < 1e-12, "\(measure)")
    }
  }

  @Test("weights without trials of a kind measure nothing")
  func missingKind() throws {
    let table = try TrialTable(Self.trials, modelCount: 9)
    #expect(table.measures(multiplicities: [9, 0, 0, 0, 0, 0, 0, 0, 0]) == nil)
    #expect(table.measures(multiplicities: [Int](repeating: 0, count: 9)) == nil)
  }

  @Test("the order in which trials are given decides nothing")
  func order() throws {
    var random = SplitMix64(seed: 8)
    let plain = try TrialTable(Self.trials, modelCount: 9)
    for _ in 0..<5 {
      let shuffled = try TrialTable(Self.trials.shuffled(using: &random), modelCount: 9)
      #expect(shuffled.measures == plain.measures)
      #expect(shuffled.trials == plain.trials)
    }
  }

  @Test("a suspect is ranked first if no other reference reaches its own")
  func rank1() throws {
    let trials = [
      Self.trial(0, 0, 3), Self.trial(0, 1, 2), Self.trial(0, 2, 1),  // first
      Self.trial(1, 1, 2, draw: 1), Self.trial(1, 0, 2, draw: 1),  // tied: not first
      Self.trial(2, 2, 1, draw: 2), Self.trial(2, 0, 4, draw: 2),  // beaten
      Self.trial(2, 2, 5, draw: 3), Self.trial(2, 0, 4, draw: 3),  // first
    ]
    let table = try TrialTable(trials, modelCount: 3)
    #expect(table.measures[.rank1] == 0.5)
    #expect(table.measures(multiplicities: [3, 1, 0])?[.rank1] == 0.75)
  }

  @Test("what is no table of trials is refused")
  func errors() {
    let same = Self.trial(0, 0, 1)
    let different = Self.trial(0, 1, 1)
    #expect(throws: ValidationError.noTrials(isSame: true)) {
      try TrialTable([different], modelCount: 2)
    }
    #expect(throws: ValidationError.noTrials(isSame: false)) { try TrialTable([same], modelCount: 2) }
    #expect(throws: ValidationError.notANumber(index: 1)) {
      try TrialTable([same, Self.trial(0, 1, .nan)], modelCount: 2)
    }
    #expect(throws: ValidationError.outOfRange(parameter: "model of trial 1", value: 1)) {
      try TrialTable([same, different], modelCount: 1)
    }
  }
}
