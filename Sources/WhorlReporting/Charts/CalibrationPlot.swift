public import WhorlKit

/// A calibration plot: the likelihood ratios that were stated against those that the trials bear out, above a
/// histogram of how often each was stated.
///
/// On the diagonal ratios mean what they say. A line below it where ratios are above 1, or above it where they
/// are below 1, is overstatement; the other sides are understatement. Where a pool of trials is of one kind
/// the line runs along the edge, because what it bears out has no bound.
public struct CalibrationPlot: Sendable {
  private let curve: CalibrationCurve
  private let title: String

  /// A plot of `curve`.
  public init(_ curve: CalibrationCurve, title: String = "Calibration") {
    self.curve = curve
    self.title = title
  }

  /// The plot as an SVG file.
  ///
  /// - Complexity: O(n) in the pools.
  public func svg() -> String { drawing.file(title: title, description: description) }

  private var drawing: SVGDrawing {
    let legend = PlotLegend(
      [
        PlotLegend.Entry(style: "line s0", label: "as the trials bear out"),
        PlotLegend.Entry(style: "axis dashed", label: "perfect calibration"),
        PlotLegend.Entry(style: "line s2", label: "same source (up)"),
        PlotLegend.Entry(style: "line s1", label: "different sources (down)"),
      ], columns: 2)
    var drawing = SVGDrawing(width: 640, height: 646 + legend.height)
    drawing.text(title, 70, 26, "title")
    let domain = self.domain
    let axis = { (title: String) in
      PlotFrame.Axis(title: title, domain: domain, ticks: PlotFrame.wholeTicks(domain))
    }
    let frame = PlotFrame(
      left: 70, top: 44, right: 620, bottom: 440, horizontal: axis("stated log10 LR"),
      vertical: axis("log10 LR borne out"))
    frame.draw(on: &drawing)
    drawing.polyline(
      [
        frame.point(domain.lowerBound, domain.lowerBound), frame.point(domain.upperBound, domain.upperBound),
      ], "axis dashed")
    var steps: [(x: Double, y: Double)] = []
    for pool in curve.pools {
      steps.append(frame.point(pool.lowestStated, pool.borneOut))
      steps.append(frame.point(pool.highestStated, pool.borneOut))
    }
    drawing.polyline(steps, "line s0")
    drawHistogram(on: &drawing, x: frame.x)
    legend.draw(on: &drawing, 70, 630, width: 550)
    return drawing
  }

  /// Same-source trials upwards, different-source trials downwards from one base line.
  private func drawHistogram(on drawing: inout SVGDrawing, x: PlotScale) {
    let middle = 552.0
    let height = 56.0
    let most = max(curve.bins.map { max($0.sameShare, $0.differentShare) }.max() ?? 0, 1e-9)
    for bin in curve.bins {
      let left = x.place(bin.log10LR)
      let width = x.place(bin.log10LR + CalibrationCurve.binWidth) - left - 1
      let up = bin.sameShare / most * height
      let down = bin.differentShare / most * height
      drawing.rectangle(left, middle - up, width: width, height: up, "fill s2")
      drawing.rectangle(left, middle, width: width, height: down, "fill s1")
    }
    drawing.line(x.start, middle, x.end, middle, "axis")
    drawing.text("trials", x.start - 8, middle + 4, "small", anchor: .end)
  }

  /// Whole powers of ten that hold all that is finite, at least 1/100 to 100.
  private var domain: ClosedRange<Double> {
    let values = curve.pools.flatMap { [$0.lowestStated, $0.highestStated, $0.borneOut] }.filter(\.isFinite)
    let low = min(values.min() ?? 0, -2).rounded(.down)
    let high = max(values.max() ?? 0, 2).rounded(.up)
    return max(low, -8)...min(high, 8)
  }

  private var description: String {
    let finite = curve.pools.filter(\.borneOut.isFinite)
    let overstated = finite.map { pool in
      let stated = (pool.lowestStated + pool.highestStated) / 2
      return stated > 0 ? stated - pool.borneOut : pool.borneOut - stated
    }.max()
    let trials = curve.pools.reduce(0) { $0 + $1.same + $1.different }
    return "Likelihood ratios as stated against those that \(NumberText.grouped(UInt64(trials))) trials bear "
      + "out, in \(curve.pools.count) pools; \(curve.pools.count - finite.count) of one kind only. "
      + (overstated.map {
        "The largest overstatement is by a factor of 10 to the \(NumberText.fixed(max($0, 0), 1))."
      }
        ?? "No pool holds trials of both kinds.")
  }
}
