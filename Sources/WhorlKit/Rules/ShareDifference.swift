/// The difference of two shares, each of documents, with intervals.
///
/// Wilson's score interval for each share (Wilson 1927, doi:10.1080/01621459.1927.10502953), and for the
/// difference the one that Newcombe makes of them (1998, method 10,
/// doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I): right for small counts and shares near 0.
public struct ShareDifference: Sendable, Equatable {
  /// A share of documents.
  public struct Share: Sendable, Equatable {
    /// Documents with what is counted.
    public let count: UInt64
    /// All documents; at least 1.
    public let total: UInt64
    /// Its 95 % interval.
    public let interval: ClosedRange<Double>

    /// The share itself.
    public var value: Double { Double(count) / Double(total) }

    init(count: UInt64, total: UInt64) {
      self.count = min(count, total)
      self.total = total
      let n = Double(total)
      let p = Double(min(count, total)) / n
      let z = ShareDifference.quantile
      let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      interval = max(0, min(centre - half, p))...min(1, max(centre + half, p))
    }
  }

  /// The suspect's share.
  public let suspect: Share
  /// The reference's share.
  public let reference: Share
  /// The 95 % interval of ``value``.
  public let interval: ClosedRange<Double>

  /// The suspect's share less the reference's.
  public var value: Double { suspect.value - reference.value }

  /// The 0.975 quantile of the standard normal distribution.
  static let quantile = 1.959963984540054

  /// The difference of two shares; nil where either side has no documents.
  public init?(suspect: (count: UInt64, total: UInt64), reference: (count: UInt64, total: UInt64)) {
    guard suspect.total > 0, reference.total > 0 else { return nil }
    let a = Share(count: suspect.count, total: suspect.total)
    let b = Share(count: reference.count, total: reference.total)
    let difference = a.value - b.value
    let below = a.value - a.interval.lowerBound
    let above = a.interval.upperBound - a.value
    let otherBelow = b.value - b.interval.lowerBound
    let otherAbove = b.interval.upperBound - b.value
    self.suspect = a
    self.reference = b
    let low = difference - (below * below + otherAbove * otherAbove).squareRoot()
    let high = difference + (above * above + otherBelow * otherBelow).squareRoot()
    interval = low...high
  }
}
