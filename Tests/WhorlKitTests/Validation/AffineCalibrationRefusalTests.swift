import Testing
import WhorlKit

@Suite struct AffineCalibrationRefusalTests {
  /// Ten overlapping trials of each kind with one feature and a constant.
  static var rows: [CalibrationRow] {
    (0..<20).map { CalibrationRow(features: [Double($0 % 7), 1], isSame: $0 % 2 == 0) }
  }

  static func changed(_ index: Int, _ change: (inout CalibrationRow) -> Void) -> [CalibrationRow] {
    var rows = rows
    change(&rows[index])
    return rows
  }

  @Test("the rows that the refusals below are made from can be fitted")
  func baseline() throws {
    #expect(try AffineCalibration(fitting: Self.rows).converged)
  }

  @Test("too few trials of a kind are refused", arguments: [true, false])
  func tooFew(isSame: Bool) {
    let rows =
      Array(Self.rows.filter { $0.isSame == isSame }.dropLast()) + Self.rows.filter { $0.isSame != isSame }
    #expect(throws: CalibrationError.tooFewTrials(isSame: isSame, found: 9, required: 10)) {
      try AffineCalibration(fitting: rows)
    }
    #expect(throws: Never.self) { try AffineCalibration(fitting: rows, leastTrials: 9) }
    let none = Self.rows.filter { $0.isSame != isSame }
    #expect(throws: CalibrationError.tooFewTrials(isSame: isSame, found: 0, required: 1)) {
      try AffineCalibration(fitting: none, leastTrials: 1)
    }
  }

  @Test("no rows are refused")
  func empty() {
    #expect(throws: CalibrationError.tooFewTrials(isSame: true, found: 0, required: 10)) {
      try AffineCalibration(fitting: [])
    }
  }

  @Test(
    "features that are not finite are refused with their row",
    arguments: [.nan, .infinity, -.infinity] as [Double])
  func notFinite(value: Double) {
    #expect(throws: CalibrationError.notFinite(row: 3)) {
      try AffineCalibration(fitting: Self.changed(3) { $0.features[0] = value })
    }
  }

  @Test(
    "weights that are not positive and finite are refused with their row",
    arguments: [0, -1, .nan, .infinity] as [Double])
  func weights(value: Double) {
    #expect(throws: CalibrationError.invalidWeight(row: 5)) {
      try AffineCalibration(fitting: Self.changed(5) { $0.weight = value })
    }
  }

  @Test("unequal, missing, empty and overflowing features are refused")
  func features() {
    #expect(throws: CalibrationError.unequalFeatureCounts(row: 4, found: 3, expected: 2)) {
      try AffineCalibration(fitting: Self.changed(4) { $0.features.append(1) })
    }
    #expect(throws: CalibrationError.noFeatures) {
      try AffineCalibration(fitting: Self.rows.map { CalibrationRow(features: [], isSame: $0.isSame) })
    }
    #expect(throws: CalibrationError.unusableFeature(index: 1)) {
      try AffineCalibration(
        fitting: Self.rows.map { CalibrationRow(features: [1, 0], isSame: $0.isSame) })
    }
    #expect(throws: CalibrationError.unusableFeature(index: 0)) {
      try AffineCalibration(fitting: Self.changed(2) { $0.features[0] = 1e200 })
    }
  }

  @Test("parameters out of range are refused")
  func parameters() {
    for ridge in [-1e-9, 1.5, .nan] {
      #expect(throws: CalibrationError.self) { try AffineCalibration(fitting: Self.rows, ridge: ridge) }
    }
    #expect(throws: CalibrationError.self) { try AffineCalibration(fitting: Self.rows, leastTrials: 0) }
    let bounds = [(2, 0), (-1, 0), (0, .nan), (0, .infinity), (0, 1e308)] as [(Int, Double)]
    for (index, minimum) in bounds {
      let bound = CoefficientBound(index: index, minimum: minimum)
      #expect(throws: CalibrationError.self) {
        try AffineCalibration(fitting: Self.rows, bound: bound)
      }
    }
  }

  @Test("errors are one line each")
  func messages() {
    let errors: [any Error & CustomStringConvertible] = [
      CalibrationError.tooFewTrials(isSame: true, found: 2, required: 10), CalibrationError.noFeatures,
      CalibrationError.unequalFeatureCounts(row: 1, found: 2, expected: 3),
      CalibrationError.notFinite(row: 0), CalibrationError.invalidWeight(row: 0),
      CalibrationError.unusableFeature(index: 0), CalibrationError.outOfRange(parameter: "ridge", value: 2),
      CalibrationError.separated, CalibrationError.dependentFeatures,
      ValidationError.noTrials(isSame: false), ValidationError.notANumber(index: 0),
      ValidationError.notFinite(index: 0), ValidationError.invalidWeight(index: 0),
      ValidationError.unequalCounts(values: 1, weights: 2),
      ValidationError.outOfRange(parameter: "level", value: 2),
      ValidationError.tooFewGroups(found: 1, required: 2),
      ValidationError.tooFewReplicates(usable: 1, requested: 40),
    ]
    #expect(errors.allSatisfy { !$0.description.contains("\n") && $0.description.count > 20 })
    #expect(Set(errors.map(\.description)).count == errors.count)
  }
}
