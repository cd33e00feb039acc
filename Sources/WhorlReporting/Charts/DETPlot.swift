public import WhorlKit

/// A detection error trade-off plot: misses against false alarms on normal-deviate axes, where the scores of
/// two normal distributions make a straight line. The lower left is better.
///
/// Martin et al. 1997, "The DET curve in assessment of detection task performance", Eurospeech. The dotted
/// diagonal is where both error rates are equal.
public struct DETPlot: Sendable {
  /// One condition.
  public struct Series: Sendable {
    let label: String
    let curve: DETCurve

    /// A condition named `label`, of at most about 25 characters.
    public init(label: String, curve: DETCurve) {
      self.label = label
      self.curve = curve
    }
  }

  /// The dashes that tell lines apart beside their colour.
  private static let dashes = ["", " dashed", " dotdash", " dotted"]

  private let series: [Series]
  private let title: String

  /// A plot of `series`, which are told apart by colour up to the sixth.
  public init(_ series: [Series], title: String = "DET plot") {
    self.series = series
    self.title = title
  }

  /// The plot as an SVG file.
  ///
  /// - Complexity: O(n) in the points.
  public func svg() -> String { drawing.file(title: title, description: description) }

  private static func style(_ index: Int) -> String {
    "line\(dashes[index % dashes.count]) \(ChartStyle.series(index))"
  }

  private var drawing: SVGDrawing {
    let legend = PlotLegend(
      series.enumerated().map { index, one in
        let suffix = one.curve.points.isEmpty ? " (no errors to show)" : ""
        return PlotLegend.Entry(style: Self.style(index), label: one.label + suffix)
      }, columns: 2)
    var drawing = SVGDrawing(width: 640, height: 636 + legend.height)
    drawing.text(title, 76, 26, "title")
    let axis = { (title: String) in
      PlotFrame.Axis(title: title, domain: domain, ticks: ticks)
    }
    let frame = PlotFrame(
      left: 76, top: 44, right: 602, bottom: 570,
      horizontal: axis("false alarms: different sources accepted"),
      vertical: axis("misses: same source rejected"))
    frame.draw(on: &drawing)
    let (low, high) = (domain.lowerBound, domain.upperBound)
    drawing.polyline([frame.point(low, low), frame.point(high, high)], "axis dotted")
    for (index, one) in series.enumerated() {
      drawing.polyline(
        one.curve.points.map { frame.point($0.falseAlarmProbit, $0.missProbit) }, Self.style(index))
      if one.curve.points.count == 1, let point = one.curve.points.first {
        let place = frame.point(point.falseAlarmProbit, point.missProbit)
        drawing.circle(place.x, place.y, radius: 3, "fill \(ChartStyle.series(index))")
      }
    }
    legend.draw(on: &drawing, 76, 620, width: 540)
    return drawing
  }

  private static let rates = [0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]

  /// One domain for both axes: the labelled rates around all points.
  private var domain: ClosedRange<Double> {
    let points = series.flatMap(\.curve.points)
    let rates = points.flatMap { [$0.falseAlarmRate, $0.missRate] }
    let (least, most) = (rates.min() ?? 0.01, rates.max() ?? 0.5)
    let low = Self.rates.last { $0 <= least } ?? Self.rates[0]
    let high = Self.rates.first { $0 >= max(most, 0.5) } ?? 0.98
    return StandardNormal.quantile(min(low, 0.01))...StandardNormal.quantile(high)
  }

  private var ticks: [PlotFrame.Tick] {
    Self.rates.map { rate in
      let percent = rate * 100
      let digits = percent < 0.1 ? 2 : percent < 1 ? 1 : 0
      return PlotFrame.Tick(
        value: StandardNormal.quantile(rate), label: NumberText.fixed(percent, digits) + " %")
    }.filter { domain.contains($0.value) }
  }

  private var description: String {
    let parts = series.map { one in
      let nearest = one.curve.points.min {
        abs($0.missRate - $0.falseAlarmRate) < abs($1.missRate - $1.falseAlarmRate)
      }
      guard let nearest else { return "\(one.label): no threshold with errors of both kinds." }
      return "\(one.label): at \(NumberText.percent(nearest.falseAlarmRate)) false alarms, "
        + "\(NumberText.percent(nearest.missRate)) misses."
    }
    return "Misses against false alarms for all thresholds, on normal-deviate axes. "
      + parts.joined(separator: " ")
  }
}
