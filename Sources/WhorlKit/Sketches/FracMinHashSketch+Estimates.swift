extension FracMinHashSketch {
  /// An estimate of the number of distinct hashes inserted.
  ///
  /// With `n` hashes kept at the exponent `s`, the estimate is n·2^s and its standard error
  /// `√(n(1 − 2^−s))·2^s`, that of a binomial `n`. It is unbiased in spite of the adaptive scale:
  /// from one exponent to the next each hash stays with probability ½, so that n·2^s is a
  /// martingale, stopped by what has been seen so far.
  ///
  /// - Complexity: O(1).
  public var distinctCountEstimate: SketchEstimate {
    let scale = Self.scale(exponent: scaleExponent)
    let number = Double(count)
    let error = (number * (1 - 1 / scale)).squareRoot() * scale
    return SketchEstimate(value: number * scale, standardError: error, support: count)
  }

  /// An estimate of the containment |A ∩ B| / |A| of this set `A` in the other set `B`, or nil if
  /// no hash of `A` is below the threshold: an empty sample is no evidence of absence.
  ///
  /// Of the `n` hashes of `A` below the smaller one of both thresholds, the estimate is the share
  /// that is in `B`. Hera, Pierce-Ward & Koslicki (2023, doi:10.1101/gr.277651.123, theorem 1)
  /// divide by 1 − (1 − 2^−s)^|A|, the probability of a sample that is not empty, because they
  /// count an empty one as 0. Here it counts as nothing, and given `n` > 0 the hits are
  /// hypergeometric with mean `n·C`: the share is unbiased as it is, and dividing would
  /// overestimate.
  ///
  /// The standard error is that of the hypergeometric hits, `√(C(1 − C)(1 − 2^−s) / n)`, with `C`
  /// taken half a hash away from 0 and 1. It is given the `n` at hand, and so needs neither the
  /// unknown |A| nor the series expansion of the unconditional variance in the paper. Capacities
  /// may differ.
  ///
  /// - Throws: ``SketchMismatch`` if the shingle length differs.
  /// - Complexity: O(n) expected in the hashes kept of `A`.
  public func containmentEstimate(
    in other: FracMinHashSketch
  ) throws(SketchMismatch) -> SketchEstimate? {
    try SketchMismatch.check(.shingleLength, shingleLength, other.shingleLength)
    let exponent = max(scaleExponent, other.scaleExponent)
    let largest = Self.largestHash(exponent: exponent)
    return SketchEstimate.proportion(
      hits: kept.countOfHashes(sharedWith: other.kept, upTo: largest),
      support: kept.countOfHashes(upTo: largest),
      sampledFraction: 1 / Self.scale(exponent: exponent))
  }

  /// An estimate of the Jaccard similarity |A ∩ B| / |A ∪ B|, or nil if no hash of either set is
  /// below the smaller one of both thresholds.
  ///
  /// The estimate is the Jaccard similarity of the hashes below that threshold; it is unbiased
  /// given the number of hashes, and has the standard error of
  /// ``containmentEstimate(in:)`` with the hashes of the union in place of those of `A`.
  ///
  /// - Throws: ``SketchMismatch`` if the shingle length differs.
  /// - Complexity: O(n) expected in the hashes kept of both.
  public func jaccardEstimate(
    with other: FracMinHashSketch
  ) throws(SketchMismatch) -> SketchEstimate? {
    try SketchMismatch.check(.shingleLength, shingleLength, other.shingleLength)
    let exponent = max(scaleExponent, other.scaleExponent)
    let largest = Self.largestHash(exponent: exponent)
    let shared = kept.countOfHashes(sharedWith: other.kept, upTo: largest)
    let union = kept.countOfHashes(upTo: largest) + other.kept.countOfHashes(upTo: largest) - shared
    return SketchEstimate.proportion(
      hits: shared, support: union, sampledFraction: 1 / Self.scale(exponent: exponent))
  }

  /// 2^`exponent`, exactly.
  private static func scale(exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
