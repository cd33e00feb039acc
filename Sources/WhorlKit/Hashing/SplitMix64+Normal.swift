extension SplitMix64 {
  /// A standard normal number, by inverting the distribution function at a uniform one.
  mutating func normal() -> Double {
    let uniform = (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992
    return StandardNormal.quantile(uniform)
  }
}
