/// A fixed-size sketch of a set of shingle hashes that estimates the Jaccard similarity of texts of
/// about equal size.
///
/// ```swift
/// var sketch = try MinHashSketch(bins: 256, shingleLength: 5)
/// for hash in shingleHashes { sketch.insert(hash) }
/// let similarity = try sketch.jaccardEstimate(with: other)?.value
/// ```
///
/// One-permutation MinHash (Li, Owen & Zhang 2012, "One Permutation Hashing", arXiv:1208.1259): the
/// top bits of a hash choose one of `k` bins, and each bin keeps its smallest hash. Bins that
/// receive nothing stay empty. Densification, which fills them from their neighbours, is needed
/// for locality-sensitive hashing but not here: a pair of sketches is compared directly, and bins
/// that are empty in both leave the denominator.
///
/// Invariant: the value of bin `b` has `b` in its top bits, or is ``emptyBin``. The sketch is a
/// function of the set alone: order and repetition of insertions do not matter. It offers no
/// containment estimate; for sets of unequal sizes use ``FracMinHashSketch``.
public struct MinHashSketch: Equatable, Sendable {
  /// The numbers of bins that are allowed, if they are powers of two.
  public static let binLimits = 16...65536

  /// The value of an empty bin. As a hash it is never kept: a set that contains it has the sketch
  /// of the set without it.
  public static let emptyBin = UInt64.max

  /// Tokens in a shingle.
  public let shingleLength: Int

  /// The smallest hash of each bin, all 64 bits of it, or ``emptyBin``; ascending but for empty
  /// bins.
  public private(set) var values: [UInt64]

  private let binShift: UInt64

  /// A sketch of the empty set.
  ///
  /// - Throws: ``InvalidSketch/bins(_:)`` or ``InvalidSketch/shingleLength(_:)``.
  /// - Complexity: O(k) time, 8·k bytes.
  public init(bins: Int = 256, shingleLength: Int) throws(InvalidSketch) {
    guard Self.binLimits.contains(bins), bins.nonzeroBitCount == 1 else {
      throw .bins(bins)
    }
    guard FracMinHashSketch.shingleLengthLimits.contains(shingleLength) else {
      throw .shingleLength(shingleLength)
    }
    self.shingleLength = shingleLength
    values = [UInt64](repeating: Self.emptyBin, count: bins)
    binShift = UInt64(64 - bins.trailingZeroBitCount)
  }

  /// An empty sketch of a corpus's shingles, with the parameters of a fingerprint.
  init(shingle: ShingleLength) {
    shingleLength = shingle.rawValue
    values = [UInt64](repeating: Self.emptyBin, count: ShingleSketches.bins)
    binShift = UInt64(64 - ShingleSketches.bins.trailingZeroBitCount)
  }

  /// The sketch whose ``values`` were stored, checked for content that no set could produce.
  ///
  /// - Throws: ``InvalidSketch`` for an impossible number of values or shingle length, or a value
  ///   in the wrong bin.
  /// - Complexity: O(k).
  public init(validating values: [UInt64], shingleLength: Int) throws(InvalidSketch) {
    try self.init(bins: values.count, shingleLength: shingleLength)
    for (bin, value) in values.enumerated() where value != Self.emptyBin {
      guard value >> binShift == UInt64(bin) else { throw .valueInWrongBin(index: bin) }
    }
    self.values = values
  }

  /// The number of bins, `k`.
  public var bins: Int { values.count }

  /// Adds a shingle hash to the set.
  ///
  /// - Complexity: O(1): one compare, and a store if the hash is the smallest of its bin.
  @inline(__always)
  public mutating func insert(_ hash: UInt64) {
    let bin = Int(truncatingIfNeeded: hash &>> binShift)
    if hash < values[bin] { values[bin] = hash }
  }

  /// Makes this the sketch of the union of both sets.
  ///
  /// - Throws: ``SketchMismatch`` if shingle length or number of bins differ; the receiver is
  ///   unchanged then.
  /// - Complexity: O(k).
  public mutating func formUnion(_ other: MinHashSketch) throws(SketchMismatch) {
    try checkComparable(with: other)
    for bin in values.indices { values[bin] = min(values[bin], other.values[bin]) }
  }

  func checkComparable(with other: MinHashSketch) throws(SketchMismatch) {
    try SketchMismatch.check(.shingleLength, shingleLength, other.shingleLength)
    try SketchMismatch.check(.bins, bins, other.bins)
  }
}
