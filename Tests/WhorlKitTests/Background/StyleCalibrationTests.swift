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
  }
}
