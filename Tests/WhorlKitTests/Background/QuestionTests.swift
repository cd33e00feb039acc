import Testing

@testable import WhorlKit

@Suite("Trials under a question")
struct QuestionTests {
  private static let models = [
    BackgroundSource(name: "base", family: "f", lineage: "l", documents: 9, inputs: []),
    BackgroundSource(name: "tuned", family: "f", lineage: "l", documents: 9, inputs: []),
    BackgroundSource(
      name: "tuned-terse", family: "f", identity: "tuned", lineage: "l", documents: 9, inputs: []),
    BackgroundSource(name: "cousin", family: "f", documents: 9, inputs: []),
    BackgroundSource(name: "stranger", family: "g", documents: 9, inputs: []),
  ]

  /// Whether what is asked holds of a pair; nil if it is left out.
  private func answer(_ question: Question, _ suspect: Int, _ reference: Int) -> Bool? {
    let trial = CalibrationTrial(suspect: suspect, reference: reference, documents: 25, score: 1)
    return [trial].asked(question, of: Self.models).first?.isSame
  }

  @Test("same asks for one model, and leaves out one model under two names")
  func same() {
    #expect(answer(.same, 0, 0) == true)
    #expect(answer(.same, 0, 1) == false)
    #expect(answer(.same, 1, 2) == nil)
    #expect(answer(.same, 2, 2) == true)
    #expect(answer(.same, 0, 3) == false)
    #expect(answer(.same, 0, 4) == false)
  }

  @Test("derived asks for relatives by descent against other families, and leaves out all between")
  func derived() {
    #expect(answer(.derived, 0, 0) == nil)
    #expect(answer(.derived, 0, 1) == true)
    #expect(answer(.derived, 2, 1) == true)
    #expect(answer(.derived, 0, 3) == nil)
    #expect(answer(.derived, 3, 4) == false)
    #expect(answer(.derived, 4, 4) == nil)
  }

  @Test("different models of one family are relatives, whatever is asked")
  func relatives() {
    func isOfRelatives(_ question: Question, _ suspect: Int, _ reference: Int) -> Bool? {
      let trial = CalibrationTrial(suspect: suspect, reference: reference, documents: 25, score: 1)
      return [trial].asked(question, of: Self.models).first?.isOfRelatives
    }
    #expect(isOfRelatives(.same, 0, 0) == false)
    #expect(isOfRelatives(.same, 0, 1) == true)
    #expect(isOfRelatives(.same, 3, 0) == true)
    #expect(isOfRelatives(.same, 0, 4) == false)
    #expect(isOfRelatives(.derived, 2, 1) == true)
    #expect(isOfRelatives(.derived, 3, 4) == false)
  }

  @Test("a cautious calibration claims at most a fifteenth of its pairs")
  func cautious() throws {
    let trials = StyleCalibrationTests.trials()
    let plain = try StyleCalibration(fitting: trials)
    let cautious = try StyleCalibration(fitting: trials, isCautious: true)
    #expect(cautious.coefficients.count == 4)
    #expect(cautious.upperBound <= ElementaryFunctions.decimalLogarithm(Double(plain.pairs) / 15))
    #expect(cautious.lowerBound == plain.lowerBound)
  }
}
