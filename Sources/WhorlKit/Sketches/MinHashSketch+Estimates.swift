extension MinHashSketch {
  /// An estimate of the Jaccard similarity |A ∩ B| / |A ∪ B|, or nil if both sets are empty.
  ///
  /// With `m` the bins that are not empty in both sketches, the estimate is the share of those `m`
  /// bins whose values are equal (Li, Owen & Zhang 2012, arXiv:1208.1259, § 3), which is unbiased.
  /// The standard error is `√(J(1 − J) / m)`, with `J` taken half a bin away from 0 and 1. It is
  /// conservative: the `m` minima are `m` distinct elements of the union of `f` elements, drawn
  /// without replacement, and the variance is smaller by a factor of `(f − m) / (f − 1)`, which a
  /// sketch cannot know. The excess is large for sets of fewer elements than bins, and vanishes
  /// for large ones.
  ///
  /// - Throws: ``SketchMismatch`` if shingle length or number of bins differ.
  /// - Complexity: O(k).
  public func jaccardEstimate(with other: MinHashSketch) throws(SketchMismatch) -> SketchEstimate? {
    try checkComparable(with: other)
    var matches = 0
    var bothEmpty = 0
    for bin in values.indices where values[bin] == other.values[bin] {
      if values[bin] == Self.emptyBin { bothEmpty += 1 } else { matches += 1 }
    }
    return SketchEstimate.proportion(
      hits: matches, support: bins - bothEmpty, sampledFraction: 0)
  }
}
