import Testing
import WhorlKit

@Suite struct ROCSummaryTests {
  struct Example: Sendable {
    let same: [Double], different: [Double], area: Double, equalErrorRate: Double
  }

  static let examples = [
    // Separated, either way, and not at all.
    Example(same: [2, 3], different: [0, 1], area: 1, equalErrorRate: 0),
    Example(same: [0, 1], different: [2, 3], area: 0, equalErrorRate: 0.5),
    Example(same: [1, 1, 1], different: [1, 1], area: 0.5, equalErrorRate: 0.5),
    // Pairs won: 3, 3, 1 of 9 with a tie of 3 and 3 as one half.
    Example(same: [4, 5, 1], different: [1, 2, 3], area: 6.5 / 9, equalErrorRate: 0.25),
    // The hull goes through (miss, false alarm) = (1/2, 0) and (0, 1/2): they meet at 1/4.
    Example(same: [1, 3], different: [0, 2], area: 0.75, equalErrorRate: 0.25),
    Example(same: [.infinity, 0], different: [-.infinity, 0], area: 0.875, equalErrorRate: 0.25),
  ]

  @Test("area and equal error rate of sets worked by hand", arguments: examples)
  func worked(example: Example) throws {
    let roc = ROCSummary(try ValidationTestSets.set(same: example.same, different: example.different))
    #expect(isClose(roc.areaUnderCurve, example.area))
    #expect(isClose(roc.equalErrorRate, example.equalErrorRate))
  }

  @Test("the area is that of all pairs", arguments: [1, 2, 3])
  func pairs(seed: UInt64) throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 150, seed: seed))
    #expect(isClose(ROCSummary(set).areaUnderCurve, ValidationTestSets.pairwiseArea(set)))
  }

  @Test("increasing maps change nothing")
  func monotone() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 5))
    #expect(try ROCSummary(ValidationTestSets.mapped(set) { 3 * $0 + 7 }) == ROCSummary(set))
    #expect(try ROCSummary(ValidationTestSets.mapped(set) { $0 * $0 * $0 }) == ROCSummary(set))
  }

  @Test("scores with the opposite sign have the rest of the area")
  func negation() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 6))
    let negated = ROCSummary(try ValidationTestSets.mapped(set) { -$0 })
    #expect(isClose(negated.areaUnderCurve, 1 - ROCSummary(set).areaUnderCurve))
  }

  @Test("exchanging the kinds and the sign keeps area and equal error rate")
  func exchange() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 300, seed: 8))
    let other = ROCSummary(
      try TrialSet(set.trials.map { Trial(score: -$0.score, isSame: !$0.isSame) }))
    #expect(isClose(other.areaUnderCurve, ROCSummary(set).areaUnderCurve))
    #expect(isClose(other.equalErrorRate, ROCSummary(set).equalErrorRate))
  }

  @Test("a true-positive rate allows exactly the false alarms of its rate")
  func steps() throws {
    // 100 different-source scores 0...99 and same-source scores between their ranks.
    let set = try ValidationTestSets.set(
      same: [99.5, 98.5, 97.5, 69.5], different: (0..<100).map(Double.init))
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0) == 0.25)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.0099) == 0.25)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.01) == 0.5)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.29) == 0.75)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.30) == 1)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 1) == 1)
    #expect(ROCSummary(set).truePositiveRateAtOnePercent == 0.5)
    #expect(ROCSummary(set).truePositiveRateAtOnePerMille == 0.25)
    #expect(ROCSummary(set).finestFalseAlarmRate == 0.01)
  }

  @Test("28 of 100 and 29 of 100 are told apart although 0.29 · 100 is not 29")
  func quotient() throws {
    let set = try ValidationTestSets.set(same: [70.5], different: (0..<100).map(Double.init))
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.29) == 1)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.28) == 0)
  }

  @Test("tied scores are accepted together")
  func tiedSteps() throws {
    let set = try ValidationTestSets.set(same: [1, 1, 2], different: [1, 0])
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.49) == 1.0 / 3)
    #expect(try set.truePositiveRate(falseAlarmRateAtMost: 0.5) == 1)
  }

  @Test("a false-alarm rate outside 0...1 is refused", arguments: [-0.1, 1.5, .nan, .infinity] as [Double])
  func refusedRate(rate: Double) throws {
    let set = try ValidationTestSets.set(same: [1], different: [0])
    #expect(throws: ValidationError.self) { try set.truePositiveRate(falseAlarmRateAtMost: rate) }
  }
}
