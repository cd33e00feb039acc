extension FracMinHashSketch: Equatable {
  /// Whether both sketches have the same parameters and keep the same hashes at the same scale.
  ///
  /// - Complexity: O(n) expected in the number of hashes kept.
  public static func == (left: FracMinHashSketch, right: FracMinHashSketch) -> Bool {
    left.shingleLength == right.shingleLength && left.capacity == right.capacity
      && left.scaleExponent == right.scaleExponent && left.count == right.count
      && left.kept.countOfHashes(sharedWith: right.kept, upTo: .max) == left.count
  }
}
