import Testing

@testable import WhorlKit

@Suite("What each trial of a calibration counts")
struct TrialWeightsTests {
  /// Families of three models each.
  private static func family(_ model: Int) -> Int { model / 3 }

  /// Trials between all of `models` models, of which those of one family write alike.
  private static func all(models: Int = 24, sizes: [Int] = StyleCalibration.sizes) -> [CalibrationTrial] {
    var random = SplitMix64(seed: 41)
    var trials: [CalibrationTrial] = []
    for size in sizes {
      for suspect in 0..<models {
        for reference in 0..<models {
          let isRelated = suspect != reference && family(suspect) == family(reference)
          let mean = suspect == reference ? 20.0 : isRelated ? 8 : -20
          trials.append(
            CalibrationTrial(
              suspect: suspect, reference: reference, documents: size, score: mean + 12 * random.normal(),
              isOfRelatives: isRelated))
        }
      }
    }
    return trials
  }

  /// Those of them that are made when families are left out of training together, two at once.
  private static func leftOut(_ trials: [CalibrationTrial]) -> [CalibrationTrial] {
    trials.filter { family($0.suspect) / 2 == family($0.reference) / 2 }
  }

  @Test("relatives count as they are met among all pairs, one truth as the other, and all sizes alike")
  func shares() {
    let trials = Self.leftOut(Self.all())
    let weights = TrialWeights(trials)
    // 8 families of 3 pairs, of 276 pairs.
    #expect(abs(weights.shareOfRelatives - 24.0 / 276) < 1e-12)
    #expect(weights.models == 24 && weights.pairs == 60)
    for size in StyleCalibration.sizes {
      let ofSize = trials.filter { $0.documents == size }
      func sum(_ isIncluded: (CalibrationTrial) -> Bool) -> Double {
        ofSize.filter(isIncluded).reduce(0) { $0 + weights.weight(of: $1) }
      }
      #expect(abs(sum(\.isSame) - 1) < 1e-9)
      #expect(abs(sum { !$0.isSame } - 1) < 1e-9)
      #expect(abs(sum(\.isOfRelatives) - 24.0 / 276) < 1e-9)
    }
  }

  @Test(
    "where every pair was tried, or no two are relatives, all trials of one truth and size count the same")
  func even() {
    for trials in [Self.all(), Self.all().filter { !$0.isOfRelatives }, Self.all(models: 3)] {
      let weights = TrialWeights(trials)
      let different = trials.filter { !$0.isSame }.map { weights.weight(of: $0) }
      #expect(different.allSatisfy { abs($0 * Double(different.count) / 5 - 1) < 1e-9 })
    }
  }

  @Test("a calibration on pairs left out together is that on all pairs")
  func calibration() throws {
    let all = Self.all()
    let (full, part) = (try StyleCalibration(fitting: all), try StyleCalibration(fitting: Self.leftOut(all)))
    // As if nobody were related: what the relatives among the trials would do.
    let unweighted = try StyleCalibration(
      fitting: Self.leftOut(all).map {
        CalibrationTrial(
          suspect: $0.suspect, reference: $0.reference, documents: $0.documents, score: $0.score)
      })
    for documents in [5.0, 25, 100] {
      let ratios = [full, part, unweighted].map { $0.log10LR(score: 8, documents: documents) }
      #expect(abs(ratios[1] - ratios[0]) < 0.15, "\(ratios)")
      #expect(ratios[2] < ratios[0] - 0.25, "\(ratios)")
    }
  }
}
