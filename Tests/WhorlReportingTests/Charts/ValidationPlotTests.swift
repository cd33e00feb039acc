import Foundation
import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("Plots of validation")
struct ValidationPlotTests {
  /// Normal scores that are their own log likelihood ratios, one a stratum.
  private static func trials(_ count: Int, mean: Double, bias: Double = 0) throws -> TrialSet {
    let deviation = (2 * mean).squareRoot()
    let normals = (0..<count).map { StandardNormal.quantile((Double($0) + 0.5) / Double(count)) }
    return try TrialSet(
      normals.map { Trial(score: mean + deviation * $0 + bias, isSame: true) }
        + normals.map { Trial(score: deviation * $0 - mean + bias, isSame: false) })
  }

  private static func tippett(_ trials: TrialSet, points: Int = 40) throws -> TippettPlot.Series {
    TippettPlot.Series(label: "25 documents", curve: try TippettCurve(trials, maximumPoints: points))
  }

  @Test("each plot is well-formed, has a title, a description and its lines")
  func wellFormed() throws {
    let (few, many) = (try Self.trials(60, mean: 2), try Self.trials(400, mean: 6))
    let plots = [
      try TippettPlot([Self.tippett(few), Self.tippett(many)]).svg(),
      DETPlot([
        DETPlot.Series(label: "5", curve: try DETCurve(few)),
        DETPlot.Series(label: "25", curve: try DETCurve(many)),
      ]).svg(),
      CalibrationPlot(CalibrationCurve(many)).svg(),
    ]
    for plot in plots {
      let parsed = try ParsedMarkup(plot)
      let root = try #require(parsed.all("svg").first)
      #expect(root["role"] == "img")
      #expect(root["aria-labelledby"] == "chart-title chart-text")
      #expect(parsed.elements.contains { $0.name == "title" && $0.attributes["id"] == "chart-title" })
      #expect(parsed.elements.contains { $0.name == "desc" && $0.attributes["id"] == "chart-text" })
      #expect(plot.contains("prefers-color-scheme:dark"))
      #expect(parsed.all("polyline").contains { $0["class"]?.hasPrefix("line") == true })
    }
  }

  @Test("a drawing stays inside its view box", arguments: [0.0, 3, -40])
  func inside(bias: Double) throws {
    let trials = try Self.trials(50, mean: 3, bias: bias)
    let plots = [
      try TippettPlot([Self.tippett(trials)]).svg(), CalibrationPlot(CalibrationCurve(trials)).svg(),
      DETPlot([DETPlot.Series(label: "x", curve: try DETCurve(trials))]).svg(),
    ]
    for plot in plots {
      let parsed = try ParsedMarkup(plot)
      let box = (parsed.all("svg").first?["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      try #require(box.count == 4)
      for line in parsed.all("polyline") {
        for point in (line["points"] ?? "").split(separator: " ") {
          let parts = point.split(separator: ",").compactMap { Double($0) }
          try #require(parts.count == 2)
          #expect((0...box[2]).contains(parts[0]) && (0...box[3]).contains(parts[1]))
        }
      }
    }
  }

  @Test("a Tippett line steps down at each ratio, from all to none")
  func steps() throws {
    let trials = try TrialSet([
      Trial(score: 4.605170185988092, isSame: true), Trial(score: 2.302585092994046, isSame: true),
      Trial(score: -2.302585092994046, isSame: false),
    ])
    let plot = TippettPlot([TippettPlot.Series(label: "", curve: try TippettCurve(trials))])
    let lines = try ParsedMarkup(plot.svg()).all("polyline").filter { $0["class"] == "line s0" }
    // log₁₀ LR −2…2 is at 70…620, shares 1…0 at 44…370.
    let same = "70,44 207.5,44 207.5,44 207.5,44 482.5,44 482.5,207 620,207 620,370 620,370"
    #expect(lines.first?["points"] == same)
  }

  @Test("sets that are told apart perfectly, and names full of markup, make plots too")
  func edges() throws {
    let perfect = try TrialSet([Trial(score: 1, isSame: true), Trial(score: -1, isSame: false)])
    let hostile = "<script>alert(1)</script>\u{202E}\u{0}"
    let det = DETPlot([DETPlot.Series(label: hostile, curve: try DETCurve(perfect))], title: hostile).svg()
    let tippett = TippettPlot([TippettPlot.Series(label: hostile, curve: try TippettCurve(perfect))]).svg()
    let calibration = CalibrationPlot(CalibrationCurve(perfect), title: hostile).svg()
    for plot in [det, tippett, calibration] {
      let parsed = try ParsedMarkup(plot)
      #expect(parsed.all("script").isEmpty)
      #expect(!plot.unicodeScalars.contains("\u{202E}"))
    }
    let plain = DETPlot([DETPlot.Series(label: "x", curve: try DETCurve(perfect))]).svg()
    #expect(plain.contains(">x (no errors to show)<"))
  }

  @Test("each plot is drawn as recorded")
  func snapshots() throws {
    let trials = try Self.trials(40, mean: 2)
    try Snapshot.expect(TippettPlot([Self.tippett(trials, points: 12)]).svg(), "tippett.svg")
    try Snapshot.expect(
      DETPlot([DETPlot.Series(label: "25 documents", curve: try DETCurve(trials, maximumPoints: 12))]).svg(),
      "det.svg")
    try Snapshot.expect(CalibrationPlot(CalibrationCurve(trials)).svg(), "calibration.svg")
  }
}
