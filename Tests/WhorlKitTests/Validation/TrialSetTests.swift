import Testing
import WhorlKit

@Suite struct TrialSetTests {
  @Test("a set is kept in ascending order and is the same for every order of its input")
  func order() throws {
    let trials = ValidationTestSets.drawn(count: 200, seed: 3)
    let set = try TrialSet(trials)
    #expect(set.scores == trials.map(\.score).sorted())
    #expect(set.labels.count == 200 && set.labels.filter(\.self).count == set.sameCount)
    #expect(set.sameCount + set.differentCount == 200)
    #expect(try TrialSet(trials.reversed()) == set)
  }

  @Test("a kind without trials is refused", arguments: [true, false])
  func emptyKind(isSame: Bool) {
    #expect(throws: ValidationError.noTrials(isSame: isSame)) {
      try TrialSet([Trial(score: 1, isSame: !isSame)])
    }
  }

  @Test("no trials at all are refused")
  func empty() {
    #expect(throws: ValidationError.noTrials(isSame: true)) { try TrialSet([]) }
  }

  @Test("NaN is refused with its place")
  func notANumber() {
    #expect(throws: ValidationError.notANumber(index: 1)) {
      try TrialSet([
        Trial(score: 1, isSame: true), Trial(score: .nan, isSame: false), Trial(score: 0, isSame: false),
      ])
    }
  }

  @Test("0 and −0 are one score, whichever comes first")
  func signedZero() throws {
    let a = try TrialSet([Trial(score: 0.0, isSame: true), Trial(score: -0.0, isSame: false)])
    let b = try TrialSet([Trial(score: -0.0, isSame: true), Trial(score: 0.0, isSame: false)])
    #expect(a.scores.map(\.sign) == b.scores.map(\.sign))
    #expect(ROCSummary(a).areaUnderCurve == 0.5)
  }
}
