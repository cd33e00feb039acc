import Testing
import WhorlKit

@Suite struct CurveTests {
  @Test("a Tippett plot worked by hand")
  func tippett() throws {
    let decade = 2.302585092994046
    let set = try ValidationTestSets.set(
      same: [decade, 2 * decade, -decade, 0], different: [-decade, decade])
    let curve = try TippettCurve(set)
    #expect(curve.points.map(\.sameRate) == [1, 0.75, 0.5, 0.25])
    #expect(curve.points.map(\.differentRate) == [1, 0.5, 0.5, 0])
    #expect(zip(curve.points, [-1, 0, 1, 2]).allSatisfy { isClose($0.log10LR, $1) })
    #expect(curve.misleadingSameRate == 0.25)
    #expect(curve.misleadingDifferentRate == 0.5)
  }

  @Test("infinite ratios count but make no Tippett point")
  func infiniteRatios() throws {
    let set = try ValidationTestSets.set(same: [.infinity, 1], different: [-.infinity, -1])
    let curve = try TippettCurve(set)
    #expect(curve.points.map(\.sameRate) == [1, 1])
    #expect(curve.points.map(\.differentRate) == [0.5, 0])
  }

  @Test("a DET curve worked by hand")
  func det() throws {
    let set = try ValidationTestSets.set(same: [1, 3, 5, 7], different: [0, 2, 4, 6])
    let curve = try DETCurve(set)
    #expect(curve.points.map(\.threshold) == [2, 3, 4, 5, 6])
    #expect(curve.points.map(\.missRate) == [0.25, 0.25, 0.5, 0.5, 0.75])
    #expect(curve.points.map(\.falseAlarmRate) == [0.75, 0.5, 0.5, 0.25, 0.25])
    #expect(isClose(curve.points[0].falseAlarmProbit, 0.6744897501960817))
    #expect(isClose(curve.points[0].missProbit, -0.6744897501960817))
  }

  @Test("perfect separation has no DET points")
  func separated() throws {
    #expect(try DETCurve(ValidationTestSets.set(same: [2, 3], different: [0, 1])).points.isEmpty)
  }

  @Test("Gaussian scores of equal variance lie on a straight line")
  func straight() throws {
    let set = try ValidationTestSets.calibratedGaussian(perKind: 4000, mean: 2, seed: 23)
    // The distance of the means is 4, in standard deviations of 2.
    let points = try DETCurve(set).points.filter { (-1.5...0).contains($0.missProbit) }
    #expect(points.count > 50)
    #expect(points.allSatisfy { abs($0.missProbit + $0.falseAlarmProbit + 2) < 0.03 })
  }

  @Test("curves keep at most the points asked for, monotone, with both ends", arguments: [2, 3, 10, 100])
  func bounded(maximum: Int) throws {
    let set = try ValidationTestSets.calibratedGaussian(perKind: 500, mean: 1, seed: 4)
    let all = try TippettCurve(set, maximumPoints: 5000).points
    let tippett = try TippettCurve(set, maximumPoints: maximum).points
    #expect(all.count == 1000 && tippett.count == maximum)
    #expect(tippett.first == all.first && tippett.last == all.last)
    #expect(zip(tippett, tippett.dropFirst()).allSatisfy { $0.log10LR < $1.log10LR })
    let allDET = try DETCurve(set, maximumPoints: 5000).points
    let det = try DETCurve(set, maximumPoints: maximum).points
    #expect(det.count <= maximum && det.count > maximum / 2)
    #expect(det.first == allDET.first && det.last == allDET.last)
    #expect(zip(det, det.dropFirst()).allSatisfy { $0.missRate <= $1.missRate })
  }

  @Test("no gap between kept points is much longer than the others")
  func evenlySpaced() throws {
    let set = try ValidationTestSets.calibratedGaussian(perKind: 500, mean: 1, seed: 4)
    let points = try TippettCurve(set, maximumPoints: 41).points
    let gaps = zip(points, points.dropFirst()).map {
      $0.sameRate - $1.sameRate + $0.differentRate - $1.differentRate
    }
    // Both shares fall by almost 1, in 40 gaps; one trial is 1/500.
    #expect(gaps.count == 40 && gaps.allSatisfy { abs($0 - 0.05) < 0.0025 })
  }

  @Test("fewer than two points are refused", arguments: [1, 0, -3])
  func refused(maximum: Int) throws {
    let set = try ValidationTestSets.set(same: [1], different: [0])
    #expect(throws: ValidationError.self) { try TippettCurve(set, maximumPoints: maximum) }
    #expect(throws: ValidationError.self) { try DETCurve(set, maximumPoints: maximum) }
  }

  @Test(
    "probits are those of published tables",
    arguments: [
      (1e-300, -37.0470962993612), (1e-20, -9.262340089798408), (1e-12, -7.034483825301131),
      (0.001, -3.090232306167814), (0.025, -1.959963984540054), (0.25, -0.6744897501960817),
      (0.3, -0.5244005127080407), (0.5, 0), (0.75, 0.6744897501960817), (0.9999, 3.719016485455708),
    ])
  func probit(p: Double, expected: Double) {
    #expect(isClose(StandardNormal.quantile(p), expected, within: 4e-15))
  }

  @Test("probits are infinite at 0 and 1 and undefined outside")
  func probitLimits() {
    #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
    #expect([-0.1, 1.1, .nan, .infinity].allSatisfy { StandardNormal.quantile($0).isNaN })
  }
}
