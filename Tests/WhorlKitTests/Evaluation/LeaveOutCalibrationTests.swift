import Testing

@testable import WhorlKit

@Suite("Calibrations that leave models out")
struct LeaveOutCalibrationTests {
  @Test("families stay together, and groups are of like size")
  func deal() {
    let models = (0..<40).map {
      BackgroundSource(name: "m\($0)", family: "f\($0 % 13)", documents: 1, inputs: [])
    }
    let groups = LeaveOutCalibration.deal(models)
    for (a, first) in models.enumerated() {
      for (b, second) in models.enumerated() where first.family == second.family {
        #expect(groups[a] == groups[b])
      }
    }
    let sizes = (0..<8).map { group in groups.count { $0 == group } }
    #expect(sizes.reduce(0, +) == 40 && sizes.allSatisfy((3...7).contains))
    #expect(LeaveOutCalibration.deal([]).isEmpty)
  }

  @Test("both models' families have no part in a comparison's calibration")
  func excluded() async throws {
    var background = try SyntheticBackground().model()
    let calibration = try await LeaveOutCalibration(background, members: [0, 5, 7], jobs: 1)
    let groups = LeaveOutCalibration.deal(background.models)
    for (first, second) in [(0, 5), (5, 0), (0, 0), (7, 5)] {
      let left = groups.indices.filter { groups[$0] == groups[first] || groups[$0] == groups[second] }
      let expected = try StyleCalibration(fitting: background.trials, excluding: Set(left))
      #expect(calibration.calibration(first, second) == expected)
    }
    // One side only, and neither.
    #expect(calibration.calibration(nil, 5) == calibration.calibration(5, 5))
    #expect(calibration.calibration(nil, nil) == background.styles[0].calibration)
    // Whatever the trials of the models themselves say.
    let odd = background.trials.map { trial in
      CalibrationTrial(
        suspect: trial.suspect, reference: trial.reference, documents: trial.documents,
        score: trial.suspect == 0 || trial.reference == 0 ? 99 : trial.score)
    }
    background = BackgroundModel(
      name: background.name, digest: background.digest, vocabularyDigest: background.vocabularyDigest,
      models: background.models, styles: background.styles, typicality: background.typicality, trials: odd)
    let other = try await LeaveOutCalibration(background, members: [0, 5, 7], jobs: 4)
    #expect(other.calibration(0, 5) == calibration.calibration(0, 5))
    #expect(other.calibration(5, 7) != calibration.calibration(5, 7))
  }

  @Test("results are in the order of the work at any number of threads, and errors come through")
  func ordered() async throws {
    for jobs in [0, 1, 3, 64] {
      let squares = try await orderedResults(count: 20, jobs: jobs) { $0 * $0 }
      #expect(squares == (0..<20).map { $0 * $0 })
    }
    await #expect(throws: ValidationError.self) {
      _ = try await orderedResults(count: 5, jobs: 2) { number throws(ValidationError) -> Int in
        if number == 3 { throw ValidationError.tooFewGroups(found: 1, required: 2) }
        return number
      }
    }
  }
}
