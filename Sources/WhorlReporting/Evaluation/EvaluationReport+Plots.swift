import WhorlKit

extension EvaluationReport {
  /// A plot as a file.
  public struct Plot: Sendable {
    /// The file's name.
    public let name: String
    /// The file, as SVG.
    public let svg: String
  }

  /// Lines that a plot tells apart.
  private static let linesPerPlot = 5

  /// Tippett and DET plots with a line for each row, several of each where the rows are many, and a
  /// calibration plot of all rows together.
  ///
  /// - Throws: ``ValidationError``, which the tables' own checks exclude.
  /// - Complexity: O(n log n) in the trials.
  public func plots() throws -> [Plot] {
    let count = (results.count + Self.linesPerPlot - 1) / Self.linesPerPlot
    let length = (results.count + count - 1) / max(count, 1)
    var plots: [Plot] = []
    for number in 0..<count {
      let rows = results[number * length..<min((number + 1) * length, results.count)]
      let suffix = number == 0 ? "" : "-\(number + 1)"
      let title = count > 1 ? "\(method.rawValue), \(number + 1) of \(count)" : method.rawValue
      let tippett = try rows.map {
        TippettPlot.Series(label: label($0), curve: try TippettCurve(try $0.table.ratios()))
      }
      let det = try rows.map {
        DETPlot.Series(label: label($0), curve: try DETCurve(try $0.table.scores()))
      }
      plots += [
        Plot(name: "tippett\(suffix).svg", svg: TippettPlot(tippett, title: "Tippett plot: \(title)").svg()),
        Plot(name: "det\(suffix).svg", svg: DETPlot(det, title: "DET plot: \(title)").svg()),
      ]
    }
    let all = try TrialSet(try results.flatMap { try $0.table.ratios().trials })
    let title = "Calibration: \(method.rawValue)" + (results.count > 1 ? ", all rows" : "")
    plots.append(
      Plot(name: "calibration.svg", svg: CalibrationPlot(CalibrationCurve(all), title: title).svg()))
    return plots
  }

  private func label(_ result: EvaluationResult) -> String {
    guard method == .robustness else { return "\(result.documents) documents" }
    let hasSizes = Set(results.map(\.documents)).count > 1
    return Self.label(result.alteration) + (hasSizes ? ", \(result.documents)" : "")
  }
}
