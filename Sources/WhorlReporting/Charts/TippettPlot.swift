public import WhorlKit

/// A Tippett plot: for each likelihood ratio the share of comparisons that reach it, of same sources (solid)
/// and of different sources (dashed).
///
/// ```swift
/// let svg = TippettPlot([.init(label: "25 documents", curve: curve)]).svg()
/// ```
///
/// Good evidence keeps the solid lines high and the dashed ones low where log₁₀ LR is 0. Evett & Buckleton
/// 1996, "Statistical analysis of STR data", named after Tippett et al. 1968,
/// doi:10.1016/S0015-7368(68)70442-4. Ratios are taken to be finite, as calibrated ones are, so that each
/// line ends at 0.
public struct TippettPlot: Sendable {
  /// One condition.
  public struct Series: Sendable {
    let label: String
    let curve: TippettCurve

    /// A condition named `label`, of at most about 25 characters.
    public init(label: String, curve: TippettCurve) {
      self.label = label
      self.curve = curve
    }
  }

  private let series: [Series]
  private let title: String

  /// A plot of `series`, which are told apart by colour up to the sixth.
  public init(_ series: [Series], title: String = "Tippett plot") {
    self.series = series
    self.title = title
  }

  /// The plot as an SVG file.
  ///
  /// - Complexity: O(n) in the points.
  public func svg() -> String { drawing.file(title: title, description: description) }

  private var drawing: SVGDrawing {
    let entries = series.enumerated().flatMap { index, one -> [PlotLegend.Entry] in
      let color = ChartStyle.series(index)
      let prefix = series.count > 1 || !one.label.isEmpty ? "\(one.label): " : ""
      return [
        PlotLegend.Entry(style: "line \(color)", label: "\(prefix)same source"),
        PlotLegend.Entry(style: "line dashed \(color)", label: "\(prefix)different sources"),
      ]
    }
    let legend = PlotLegend(entries, columns: 2)
    var drawing = SVGDrawing(width: 640, height: 436 + legend.height)
    drawing.text(title, 70, 26, "title")
    let domain = self.domain
    let frame = PlotFrame(
      left: 70, top: 44, right: 620, bottom: 370,
      horizontal: PlotFrame.Axis(
        title: "log10 LR", domain: domain, ticks: PlotFrame.wholeTicks(domain)),
      vertical: PlotFrame.Axis(
        title: "share of comparisons at or above", domain: 0...1, ticks: PlotFrame.shareTicks))
    frame.draw(on: &drawing)
    drawing.line(frame.x.place(0), frame.y.end, frame.x.place(0), frame.y.start, "axis")
    for (index, one) in series.enumerated() {
      let color = ChartStyle.series(index)
      drawing.polyline(steps(one.curve, in: frame, \.sameRate), "line \(color)")
      drawing.polyline(steps(one.curve, in: frame, \.differentRate), "line dashed \(color)")
    }
    legend.draw(on: &drawing, 70, 420, width: 550)
    return drawing
  }

  /// Between two points the share is that of the right one.
  private func steps(
    _ curve: TippettCurve, in frame: PlotFrame, _ rate: KeyPath<TippettCurve.Point, Double>
  ) -> [(x: Double, y: Double)] {
    guard let first = curve.points.first, let last = curve.points.last else { return [] }
    var steps = [frame.point(frame.x.domain.lowerBound, first[keyPath: rate])]
    var before = first.log10LR
    for point in curve.points {
      steps.append(frame.point(before, point[keyPath: rate]))
      steps.append(frame.point(point.log10LR, point[keyPath: rate]))
      before = point.log10LR
    }
    steps.append(frame.point(last.log10LR, 0))
    steps.append(frame.point(frame.x.domain.upperBound, 0))
    return steps
  }

  /// Whole powers of ten that hold all ratios, at least 1/100 to 100 and at most 10⁻⁸ to 10⁸.
  private var domain: ClosedRange<Double> {
    let ratios = series.flatMap { $0.curve.points.map(\.log10LR) }
    let low = min(ratios.min() ?? 0, -2).rounded(.down)
    let high = max(ratios.max() ?? 0, 2).rounded(.up)
    return max(low, -8)...min(high, 8)
  }

  private var description: String {
    let parts = series.map { one in
      let label = one.label.isEmpty ? "" : "\(one.label): "
      return "\(label)\(NumberText.percent(one.curve.misleadingSameRate)) of same-source comparisons have a "
        + "likelihood ratio below 1, and \(NumberText.percent(one.curve.misleadingDifferentRate)) of "
        + "different-source comparisons one above 1."
    }
    return "Share of comparisons whose likelihood ratio is at or above each value. "
      + parts.joined(separator: " ")
  }
}
