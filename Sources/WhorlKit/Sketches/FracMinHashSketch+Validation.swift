extension FracMinHashSketch {
  /// The sketch whose ``hashes``, ``scaleExponent``, ``capacity`` and ``shingleLength`` were
  /// stored, checked for content that no set could produce.
  ///
  /// That a smaller exponent would have done cannot be seen in the hashes, and is legal for a
  /// downsampled sketch.
  ///
  /// - Throws: ``InvalidSketch`` for parameters out of range, more hashes than the capacity, and
  ///   hashes that are not strictly ascending or not below the threshold.
  /// - Complexity: O(n) expected; O(n²) for hashes that were chosen to collide, with `n` bounded by
  ///   ``capacityLimits``.
  public init(
    validating hashes: [UInt64], scaleExponent: Int, capacity: Int, shingleLength: Int
  ) throws(InvalidSketch) {
    try self.init(capacity: capacity, shingleLength: shingleLength)
    guard (0...64).contains(scaleExponent) else { throw .scaleExponent(scaleExponent) }
    guard hashes.count <= capacity else { throw .hashCount(hashes.count, capacity: capacity) }
    let largest = Self.largestHash(exponent: scaleExponent)
    for index in hashes.indices {
      if index > 0, hashes[index] <= hashes[index - 1] { throw .hashNotAscending(index: index) }
      guard hashes[index] <= largest else { throw .hashAboveThreshold(index: index) }
    }
    self = downsampled(toExponent: scaleExponent)
    for hash in hashes { insert(hash) }
  }
}
