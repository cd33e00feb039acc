/// A quantity estimated from sketches, with the reliability that belongs to it.
public struct SketchEstimate: Equatable, Sendable {
  /// The estimate, in the unit of the quantity: a proportion in `0...1`, or a number of hashes.
  public let value: Double

  /// One standard error of ``value``, in the same unit; 0 only if nothing was sampled away.
  public let standardError: Double

  /// The number of hashes or bins that the estimate rests on; at least 1 for a proportion.
  public let support: Int

  /// An estimate of `value` that rests on `support` hashes or bins.
  public init(value: Double, standardError: Double, support: Int) {
    self.value = value
    self.standardError = standardError
    self.support = support
  }

  /// The proportion `hits / support` of a simple random sample that is a share of
  /// `sampledFraction` of its population; nil if the sample is empty.
  ///
  /// The standard error is `√(p(1 − p)(1 − sampledFraction) / support)`, the binomial one with the
  /// finite population correction (Cochran 1977, "Sampling Techniques", § 3.2). A sample of hits
  /// only, or of misses only, would claim an error of zero; `p` is therefore taken half a hit away
  /// from the end in the error, and left alone in the value.
  static func proportion(hits: Int, support: Int, sampledFraction: Double) -> SketchEstimate? {
    guard support > 0 else { return nil }
    let size = Double(support)
    let inner = min(max(Double(hits), 0.5), size - 0.5) / size
    let variance = inner * (1 - inner) * (1 - sampledFraction) / size
    return SketchEstimate(
      value: Double(hits) / size, standardError: variance.squareRoot(), support: support)
  }
}
