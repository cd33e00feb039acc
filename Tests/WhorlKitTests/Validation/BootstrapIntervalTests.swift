import Testing
import WhorlKit

@Suite struct BootstrapIntervalTests {
  static func interval(
    _ trials: [Trial], replicates: Int = 200, level: Double = 0.95, seed: UInt64 = 1
  ) throws -> BootstrapInterval {
    try BootstrapInterval(TrialSet(trials), replicates: replicates, level: level, seed: seed) {
      ROCSummary($0).areaUnderCurve
    }
  }

  @Test("a seed decides the interval, the order of the trials does not")
  func deterministic() throws {
    let trials = ValidationTestSets.drawn(count: 400, seed: 11)
    let first = try Self.interval(trials)
    #expect(try Self.interval(trials.reversed()) == first)
    #expect(try Self.interval(trials, seed: 2) != first)
  }

  @Test("the interval holds the estimate, and a lower level lies within a higher")
  func nested() throws {
    let trials = ValidationTestSets.drawn(count: 400, seed: 11)
    let wide = try Self.interval(trials)
    let narrow = try Self.interval(trials, level: 0.5)
    #expect(wide.estimate == ROCSummary(try TrialSet(trials)).areaUnderCurve)
    #expect(wide.lower < narrow.lower && narrow.lower < wide.estimate)
    #expect(wide.estimate < narrow.upper && narrow.upper < wide.upper)
    #expect(wide.replicates == 200 && wide.discardedReplicates == 0 && wide.groupCount == 20)
  }

  @Test("copies of a trial in its group do not make the interval narrower")
  func groups() throws {
    let trials = ValidationTestSets.drawn(count: 200, seed: 9)
    let copies = trials.flatMap { [$0, $0, $0, $0] }
    #expect(try Self.interval(copies) == Self.interval(trials))
  }

  @Test("the ends of a mean are as far apart as theory says")
  func theory() throws {
    // 100 groups of one pair; the statistic is the mean of the same-source scores 0...99, whose
    // standard error is 28.87 / 10.
    let trials = (0..<100).flatMap {
      [Trial(score: Double($0), isSame: true, group: $0), Trial(score: -1, isSame: false, group: $0)]
    }
    let interval = try BootstrapInterval(TrialSet(trials), replicates: 1000, seed: 5) { set in
      set.trials.reduce(0) { $0 + ($1.isSame ? $1.score : 0) } / Double(set.sameCount)
    }
    #expect(interval.estimate == 49.5)
    #expect(abs(interval.upper - interval.lower - 2 * 1.96 * 2.887) < 0.8)
  }

  @Test("identical groups leave no doubt")
  func constant() throws {
    let trials = (0..<10).flatMap {
      [Trial(score: 1, isSame: true, group: $0), Trial(score: 0, isSame: false, group: $0)]
    }
    let interval = try Self.interval(trials)
    #expect(interval.lower == 1 && interval.upper == 1)
  }

  @Test("replicates without one kind are left out and counted")
  func discarded() throws {
    let trials =
      [Trial(score: 1, isSame: true, group: 0)]
      + (1..<5).map { Trial(score: 0, isSame: false, group: $0) }
    let interval = try Self.interval(trials)
    #expect(interval.replicates + interval.discardedReplicates == 200)
    // The one same-source group is missing with probability (4/5)^5 = 0.33.
    #expect((40...95).contains(interval.discardedReplicates))
  }

  @Test("a statistic that is mostly undefined is refused")
  func undefined() throws {
    let set = try TrialSet(ValidationTestSets.drawn(count: 100, seed: 1))
    #expect(throws: ValidationError.tooFewReplicates(usable: 0, requested: 100)) {
      try BootstrapInterval(set, replicates: 100, seed: 1) { _ in .nan }
    }
  }

  @Test("infinite costs make an infinite end and no NaN")
  func infinite() throws {
    let trials =
      (0..<10).map { Trial(score: $0 == 0 ? -.infinity : 1, isSame: true, group: $0) }
      + (0..<10).map { Trial(score: -1, isSame: false, group: $0) }
    let interval = try BootstrapInterval(TrialSet(trials), replicates: 200, seed: 3) {
      LogLikelihoodRatioCost($0).total
    }
    #expect(interval.estimate == .infinity && interval.upper == .infinity && interval.lower < 1)
  }

  @Test("one group cannot be resampled")
  func oneGroup() {
    #expect(throws: ValidationError.tooFewGroups(found: 1, required: 2)) {
      try Self.interval([Trial(score: 1, isSame: true), Trial(score: 0, isSame: false)])
    }
  }

  @Test(
    "levels and numbers of replicates out of range are refused",
    arguments: [(39, 0.95), (0, 0.5), (-5, 0.5), (100, 0), (100, 1), (100, .nan)] as [(Int, Double)])
  func outOfRange(replicates: Int, level: Double) {
    let trials = ValidationTestSets.drawn(count: 100, seed: 1)
    #expect(throws: ValidationError.self) {
      try Self.interval(trials, replicates: replicates, level: level)
    }
  }

  @Test("the least number of replicates is allowed", arguments: [(40, 0.95), (20, 0.9), (200, 0.99)])
  func least(replicates: Int, level: Double) throws {
    let trials = ValidationTestSets.drawn(count: 100, seed: 1)
    #expect(try Self.interval(trials, replicates: replicates, level: level).replicates == replicates)
  }
}
