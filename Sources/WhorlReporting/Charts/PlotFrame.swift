/// The axes of a plot: a frame with grid lines, ticks and titles, and the scales of what is drawn in it.
struct PlotFrame {
  /// A mark of an axis.
  struct Tick {
    let value: Double
    let label: String
  }

  /// One axis.
  struct Axis {
    let title: String
    let domain: ClosedRange<Double>
    let ticks: [Tick]
  }

  let x: PlotScale
  let y: PlotScale
  private let horizontal: Axis
  private let vertical: Axis

  /// A frame whose inside reaches from (`left`, `top`) to (`right`, `bottom`).
  init(
    left: Double, top: Double, right: Double, bottom: Double, horizontal: Axis, vertical: Axis
  ) {
    x = PlotScale(horizontal.domain, from: left, to: right)
    y = PlotScale(vertical.domain, from: bottom, to: top)
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// Draws grid, frame, ticks and titles.
  func draw(on drawing: inout SVGDrawing) {
    for tick in horizontal.ticks {
      let place = x.place(tick.value)
      drawing.line(place, y.end, place, y.start, "grid")
      drawing.text(tick.label, place, y.start + 18, "small", anchor: .middle)
    }
    for tick in vertical.ticks {
      let place = y.place(tick.value)
      drawing.line(x.start, place, x.end, place, "grid")
      drawing.text(tick.label, x.start - 8, place + 4, "small", anchor: .end)
    }
    let corners = [
      (x.start, y.start), (x.end, y.start), (x.end, y.end), (x.start, y.end), (x.start, y.start),
    ]
    drawing.polyline(corners.map { (x: $0.0, y: $0.1) }, "axis")
    drawing.text(horizontal.title, (x.start + x.end) / 2, y.start + 38, "label", anchor: .middle)
    drawing.text(
      vertical.title, x.start - 48, (y.start + y.end) / 2, "label", anchor: .middle, isUpright: false)
  }

  /// The place of a point.
  func point(_ horizontal: Double, _ vertical: Double) -> (x: Double, y: Double) {
    (x.place(horizontal), y.place(vertical))
  }

  /// Whole numbers in `domain`, a few of them.
  static func wholeTicks(_ domain: ClosedRange<Double>) -> [Tick] {
    let (first, last) = (Int(domain.lowerBound.rounded(.up)), Int(domain.upperBound.rounded(.down)))
    let step = max(1, (last - first + 9) / 10)
    return stride(from: first - first % step, through: last, by: step).filter { $0 >= first }.map {
      Tick(value: Double($0), label: $0 > 0 ? "+\($0)" : "\($0)")
    }
  }

  /// Shares of one, in steps of 20 %.
  static let shareTicks = stride(from: 0, through: 100, by: 20).map {
    Tick(value: Double($0) / 100, label: "\($0) %")
  }
}
