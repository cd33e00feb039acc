extension InvalidSketch: CustomStringConvertible {
  /// One line: what is wrong, where, and the remedy.
  public var description: String {
    switch self {
    case .bins(let count):
      return "\(count) bins: use a power of two from \(Self.text(MinHashSketch.binLimits))"
    case .shingleLength(let length):
      return "shingle length \(length): use \(Self.text(FracMinHashSketch.shingleLengthLimits)) tokens"
    case .capacity(let capacity):
      return "sketch capacity \(capacity): use \(Self.text(FracMinHashSketch.capacityLimits)) hashes"
    case .scaleExponent(let exponent):
      return "sketch scale exponent \(exponent) is not in 0...64; rebuild the sketch"
    case .hashCount(let count, let capacity):
      return "sketch of \(count) hashes exceeds its capacity of \(capacity); rebuild the sketch"
    case .valueInWrongBin(let index):
      return "sketch value \(index) belongs to another bin; rebuild the sketch"
    case .hashNotAscending(let index):
      return "sketch hash \(index) is not larger than the one before it; rebuild the sketch"
    case .hashAboveThreshold(let index):
      return "sketch hash \(index) is not below the threshold; rebuild the sketch"
    }
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound) to \(range.upperBound)"
  }
}
