import Testing

@testable import WhorlKit

@Suite("Style calibration")
struct StyleCalibrationTests {
  /// Trials of `models` invented models, with scores that overlap.
  static func trials(models: Int = 12, seed: UInt64 = 1, shift: Double = 0) -> [CalibrationTrial] {
    var random = SplitMix64(seed: seed)
    var trials: [CalibrationTrial] = []
    for size in StyleCalibration.sizes {
      for suspect in 0..<models {
        for reference in 0..<models {
          let noise = Double(random.index(below: 6000)) / 100 - 30
          let score = (suspect == reference ? 25 : -25) + noise + (suspect == 0 ? shift : 0)
          trials.append(
            CalibrationTrial(suspect: suspect, reference: reference, documents: size, score: score))
        }
      }
    }
    return trials
  }

  @Test("more likeness is never less evidence, and no ratio is beyond what the trials support")
  func monotoneAndCapped() throws {
    let calibration = try StyleCalibration(fitting: Self.trials())
    #expect(calibration.isMonotone)
    #expect(calibration.models == 12 && calibration.pairs == 66)
    #expect(abs(calibration.upperBound - 1.8195439355418688) < 1e-12)
    #expect(abs(calibration.lowerBound + 1.0791812460476249) < 1e-12)
    for documents in [1.0, 5, 7, 25, 60, 400, 9000] {
      let ratios = stride(from: -3000.0, through: 3000, by: 7).map {
        calibration.log10LR(score: $0, documents: documents)
      }
      #expect(ratios == ratios.sorted())
      #expect(ratios.first == calibration.lowerBound && ratios.last == calibration.upperBound)
      #expect(ratios.contains { $0 > calibration.lowerBound && $0 < calibration.upperBound })
    }
  }

  @Test("sizes below 5 count as 5 and above 400 as 400")
  func clamped() throws {
    let calibration = try StyleCalibration(fitting: Self.trials())
    for score in [-9.0, 0, 3, 11] {
      let (least, most) = (
        calibration.log10LR(score: score, documents: 5), calibration.log10LR(score: score, documents: 400)
      )
      #expect(calibration.log10LR(score: score, documents: 1) == least)
      #expect(calibration.log10LR(score: score, documents: 1e6) == most)
    }
  }

  @Test("a model that is left out has no part in the fit, whatever its trials say")
  func excluded() throws {
    let plain = try StyleCalibration(fitting: Self.trials(), excluding: [0])
    let odd = try StyleCalibration(fitting: Self.trials(shift: 500), excluding: [0])
    #expect(plain == odd)
    #expect(plain.models == 11 && plain.pairs == 55)
    let without = Self.trials().filter { $0.suspect != 0 && $0.reference != 0 }
    #expect(try plain == StyleCalibration(fitting: without))
    #expect(try plain != StyleCalibration(fitting: Self.trials()))
  }

  @Test("too few trials are refused")
  func tooFew() {
    #expect(throws: CalibrationError.self) { try StyleCalibration(fitting: []) }
    #expect(throws: CalibrationError.self) {
      try StyleCalibration(fitting: Self.trials(), excluding: Set(0..<11))
    }
    #expect(throws: CalibrationError.self) {
      try StyleCalibration(fitting: Self.trials().filter { $0.suspect != $0.reference })
    }
  }

  @Test("a slope that turns negative at some size is seen")
  func notMonotone() {
    for (slope, change, isMonotone) in [(1.0, 0.0, true), (-1, 0, false), (1, 1, false), (1, -1, false)] {
      let calibration = StyleCalibration(coefficients: [slope, change, 0, 0], models: 9, pairs: 9)
      #expect(calibration.isMonotone == isMonotone)
    }
    // Its lowest value is between the ends: α + β·t + ε·t² with t from −1.6 to 2.8.
    for (slope, change, square, isMonotone) in [
      (1.0, -1.0, 0.5, true), (1, -2, 0.9, false), (1, 0, -0.1, true), (1, 0, -0.2, false),
    ] {
      let calibration = StyleCalibration(
        coefficients: [slope, change, 0, 0, square, 0], models: 9, pairs: 9)
      #expect(calibration.isMonotone == isMonotone)
    }
  }

  @Test(
    "squares of the size are left out where the trials are few, or where they would make likeness less evidence"
  )
  func squares() throws {
    // At 5 and 400 documents scores tell models apart, at 25 they are the wrong way round.
    let odd = Self.trials().map { trial in
      CalibrationTrial(
        suspect: trial.suspect, reference: trial.reference, documents: trial.documents,
        score: trial.documents == 25 ? -trial.score : trial.score)
    }
    let calibration = try StyleCalibration(fitting: odd)
    #expect(calibration.isMonotone && calibration.coefficients.count == 4)
    #expect(try StyleCalibration(fitting: Self.trials()).coefficients.count == 6)
    #expect(try StyleCalibration(fitting: Self.trials(), isCautious: true).coefficients.count == 4)
  }

  @Test("trials between two mixes of prompts count half, and bound what is claimed like the others")
  func otherMix() throws {
    let one = Self.trials()
    func mix(_ trials: [CalibrationTrial], _ shift: Double = 0) -> [CalibrationTrial] {
      trials.map { trial in
        CalibrationTrial(
          suspect: trial.suspect, reference: trial.reference, documents: trial.documents,
          score: trial.score + (trial.isSame ? shift : 0), isOtherMix: true)
      }
    }
    // The same trials twice are the same fit, whatever they count.
    let plain = try StyleCalibration(fitting: one).coefficients
    let doubled = try StyleCalibration(fitting: one + mix(one)).coefficients
    #expect(zip(plain, doubled).allSatisfy { abs($0 - $1) < 1e-6 })
    // Two trials of one mix weigh as much as four of another: half of each.
    let (same, other) = (Self.trials(seed: 2), mix(Self.trials(seed: 3)))
    let fit = try StyleCalibration(fitting: same + other).coefficients
    let repeated = try StyleCalibration(fitting: same + same + other).coefficients
    #expect(zip(fit, repeated).allSatisfy { abs($0 - $1) < 1e-6 })
    // Own models that prompts make unlike let nothing strong be claimed against a reference.
    let weakened = try StyleCalibration(fitting: one + mix(one, -60)).log10LR(score: -40, documents: 25)
    #expect(
      try weakened > StyleCalibration(fitting: one).log10LR(score: -40, documents: 25) + 0.2, "\(weakened)")
  }
}
