/// The reason why parameters or stored values do not make a sketch.
public enum InvalidSketch: Error, Equatable, Sendable {
  /// The number of bins is not a power of two in ``MinHashSketch/binLimits``.
  case bins(Int)
  /// The shingle length is not in ``FracMinHashSketch/shingleLengthLimits``.
  case shingleLength(Int)
  /// The capacity is not in ``FracMinHashSketch/capacityLimits``.
  case capacity(Int)
  /// The scale exponent is not in `0...64`.
  case scaleExponent(Int)
  /// There are more hashes than the capacity allows.
  case hashCount(Int, capacity: Int)
  /// The value at this index belongs to another bin.
  case valueInWrongBin(index: Int)
  /// The hash at this index is not larger than the one before it.
  case hashNotAscending(index: Int)
  /// The hash at this index is not below the threshold of the scale exponent.
  case hashAboveThreshold(index: Int)
}
