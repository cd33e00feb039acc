/// Small drawings that stand in the cells of a page's tables, with the numbers as text beside them.
struct EvidenceStrip {
  /// The largest |log₁₀ LR| that the strips of a page reach.
  let limit: Double

  private static let width = 220.0
  private static let height = 20.0

  /// Strips that hold `ratios`: to ±4, or to ±6 if that is not enough.
  init(holding ratios: some Sequence<Double>) {
    limit = ratios.contains { abs($0) > 4 } ? 6 : 4
  }

  /// The bands of the verbal scale, to be put into the page once: strips refer to them.
  var definitions: HTMLFragment {
    let bands = HeatLevel.bands(limit: limit).map { band -> String in
      let (left, right) = (place(band.range.lowerBound), place(band.range.upperBound))
      return "<rect class=\"h\(band.index)\" x=\"\(text(left))\" y=\"3\" width=\"\(text(right - left))\" "
        + "height=\"14\"/>"
    }
    return .own(
      "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs><g class=\"strip\" id=\"bands\">"
        + bands.joined() + "</g></defs></svg>\n")
  }

  /// A log₁₀ LR with its interval on the verbal scale.
  func ratio(_ ratio: Double, interval: ClosedRange<Double>?) -> HTMLFragment {
    var body = "<use href=\"#bands\"/>" + line("zero", 0, 0, 1, 19)
    if let interval {
      let ends = (place(interval.lowerBound), place(interval.upperBound))
      body += "<path class=\"whisker\" d=\"M\(text(ends.0)) 10H\(text(ends.1))"
      body += "M\(text(ends.0)) 6v8M\(text(ends.1)) 6v8\"/>"
    }
    body += "<circle class=\"dot\" cx=\"\(text(place(ratio)))\" cy=\"10\" r=\"4.5\"/>"
    return strip(body)
  }

  /// A bar from the middle: to the right for what speaks for a proposition.
  ///
  /// - Parameter longest: The value at which a bar reaches the edge.
  func bar(_ value: Double, longest: Double) -> HTMLFragment {
    let middle = Self.width / 2
    let length = longest > 0 ? min(abs(value) / longest, 1) * (middle - 2) : 0
    let style = value >= 0 ? "pro" : "contra"
    return strip(
      "<rect class=\"\(style)\" x=\"\(text(value >= 0 ? middle : middle - length))\" y=\"4\" "
        + "width=\"\(text(length))\" height=\"12\"/>" + line("zero", 0, 0, 1, 19))
  }

  /// The numbers of the scale, for the head of a column of ratios: text, which does not shrink with drawings.
  var axis: HTMLFragment {
    let ticks = stride(from: -limit, through: limit, by: limit / 2).map { value -> HTMLFragment in
      "<span>\(NumberText.signed(value, 0))</span>"
    }
    return "<span class=\"ticks scale\">\(HTMLFragment(ticks))</span>"
  }

  /// The head of a column of bars.
  var sides: HTMLFragment { "<span class=\"ticks\"><span>against</span><span>for</span></span>" }

  private func strip(_ body: String) -> HTMLFragment {
    .own("<svg class=\"strip\" viewBox=\"0 0 220 20\" aria-hidden=\"true\">\(body)</svg>")
  }

  private func line(_ style: String, _ value: Double, _ shift: Double, _ top: Double, _ bottom: Double)
    -> String
  {
    let x = text(place(value) + shift)
    return "<path class=\"\(style)\" d=\"M\(x) \(text(top))V\(text(bottom))\"/>"
  }

  private func place(_ value: Double) -> Double {
    // Room for half a dot at both ends.
    PlotScale(-limit...limit, from: 5, to: Self.width - 5).place(value)
  }

  private func text(_ value: Double) -> String { SVGDrawing.number(value) }
}
