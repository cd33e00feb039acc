/// From values to places along an axis.
struct PlotScale {
  let domain: ClosedRange<Double>
  let start: Double
  let end: Double

  /// A scale on which `domain` reaches from `start` to `end`.
  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// The place of `value`; of values outside the domain, that of its nearer end.
  func place(_ value: Double) -> Double {
    let length = domain.upperBound - domain.lowerBound
    guard length > 0, !value.isNaN else { return start }
    let held = min(max(value, domain.lowerBound), domain.upperBound)
    return start + (held - domain.lowerBound) / length * (end - start)
  }
}
