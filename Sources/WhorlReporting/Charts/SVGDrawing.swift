/// A drawing that becomes SVG 1.1, shape by shape.
///
/// Colours come from classes (``ChartStyle``), so that one drawing is readable on light and on dark paper.
/// All text is escaped here and nowhere else. Coordinates have one decimal, in user units from the top left.
struct SVGDrawing {
  /// Where text stands in relation to its place.
  enum Anchor: String { case start, middle, end }

  let width: Double
  let height: Double
  private var body = ""

  /// An empty drawing.
  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    let ends = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]
    body += "<line class=\"\(style)\"" + ends.map { " \($0.0)=\"\(Self.number($0.1))\"" }.joined() + "/>\n"
  }

  /// A line through `points`; nothing if there are fewer than two.
  mutating func polyline(_ points: [(x: Double, y: Double)], _ style: String) {
    guard points.count > 1 else { return }
    let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    body += "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>\n"
  }

  /// A rectangle, with a tooltip if `title` is given.
  mutating func rectangle(
    _ x: Double, _ y: Double, width: Double, height: Double, _ style: String, title: String? = nil
  ) {
    let sides = [("x", x), ("y", y), ("width", max(width, 0)), ("height", max(height, 0))]
    let start = "<rect class=\"\(style)\"" + sides.map { " \($0.0)=\"\(Self.number($0.1))\"" }.joined()
    body += start + (title.map { "><title>\(MarkupText.of($0))</title></rect>\n" } ?? "/>\n")
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, _ style: String) {
    body += "<circle class=\"\(style)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" "
    body += "r=\"\(Self.number(radius))\"/>\n"
  }

  /// Text whose base line is at `y`; turned to read upwards if `isUpright` is false.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String, anchor: Anchor = .start,
    isUpright: Bool = true
  ) {
    body += "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if !isUpright { body += " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" }
    body += ">\(MarkupText.of(text))</text>\n"
  }

  /// A file of its own, with its style.
  ///
  /// - Parameters:
  ///   - title: What it shows, in a few words.
  ///   - description: What is to be seen in it, for those who do not see it.
  func file(title: String, description: String) -> String {
    let size = (Self.number(width), Self.number(height))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 \(size.0) \(size.1)" \
      width="\(size.0)" height="\(size.1)" role="img" aria-labelledby="chart-title chart-text">
      <title id="chart-title">\(MarkupText.of(title))</title>
      <desc id="chart-text">\(MarkupText.of(description))</desc>
      <style>
      \(ChartStyle.css)</style>
      <rect class="paper" width="100%" height="100%"/>
      \(body)</svg>

      """
  }

  /// `value` with at most one decimal.
  static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value.isFinite ? value : 0, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
