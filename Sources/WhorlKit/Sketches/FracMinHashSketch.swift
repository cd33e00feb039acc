/// A sketch of a set of shingle hashes whose size is bounded and whose samples nest, so that sets
/// of very unequal sizes can be compared: a passage against a corpus.
///
/// ```swift
/// var corpus = try FracMinHashSketch(shingleLength: 5)
/// for hash in shingleHashes { corpus.insert(hash) }
/// let copied = try passage.containmentEstimate(in: corpus)
/// ```
///
/// FracMinHash (Irber et al. 2022, doi:10.1101/2022.01.11.475838; Hera, Pierce-Ward & Koslicki
/// 2023, doi:10.1101/gr.277651.123) keeps every hash below a fixed share of the range of hashes.
/// Here the share adapts: kept are the distinct hashes below the threshold 2^(64 − s), where the
/// scale exponent `s` is the smallest non-negative integer for which at most ``capacity`` hashes
/// remain.
///
/// The sketch is a function of the set alone, whatever the order, repetition, chunks and merges:
/// 1. The number of hashes below a threshold can only grow with the set, hence so can the least
///    `s`; the `s` of any part of the set is at most that of the whole.
/// 2. What a part discarded is therefore not below the threshold of the whole either, so that the
///    hashes kept are always *all* those of the set below the current threshold.
/// 3. From all of those, the least `s` of the set, and its hashes, follow.
///
/// ``downsampled(toExponent:)`` sets a lower bound for `s` and changes nothing else in this.
public struct FracMinHashSketch: Sendable {
  /// The capacities that are allowed.
  public static let capacityLimits = 16...65536

  /// The shingle lengths that are allowed, in tokens.
  public static let shingleLengthLimits = 1...255

  /// Tokens in a shingle.
  public let shingleLength: Int

  /// The largest number of hashes that the sketch keeps.
  public let capacity: Int

  /// The scale exponent `s` in `0...64`: each distinct hash is kept with probability 2^−s. At 0
  /// nothing was discarded, and all estimates are exact.
  public private(set) var scaleExponent = 0

  // One less than the threshold, because 2⁶⁴ does not fit.
  private(set) var largestKept = UInt64.max
  private(set) var kept = ShingleHashTable()

  /// A sketch of the empty set.
  ///
  /// - Throws: ``InvalidSketch/capacity(_:)`` or ``InvalidSketch/shingleLength(_:)``.
  public init(capacity: Int = 8192, shingleLength: Int) throws(InvalidSketch) {
    guard Self.capacityLimits.contains(capacity) else { throw .capacity(capacity) }
    guard Self.shingleLengthLimits.contains(shingleLength) else { throw .shingleLength(shingleLength) }
    self.capacity = capacity
    self.shingleLength = shingleLength
  }

  /// An empty sketch of a corpus's shingles, with the parameters of a fingerprint.
  init(shingle: ShingleLength) {
    capacity = ShingleSketches.capacity
    shingleLength = shingle.rawValue
  }

  /// The number of hashes kept.
  public var count: Int { kept.count }

  /// The hashes kept, ascending.
  ///
  /// - Complexity: O(n log n) in the number of hashes kept, and a new array each time.
  public var hashes: [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(count)
    kept.forEach { result.append($0) }
    result.sort()
    return result
  }

  /// Adds a shingle hash to the set.
  ///
  /// - Complexity: one compare for a hash above the threshold; O(1) expected and amortised for one
  ///   below. At most 8·(2·capacity) bytes, rounded up to a power of two.
  @inline(__always)
  public mutating func insert(_ hash: UInt64) {
    if hash <= largestKept { insertBelowThreshold(hash) }
  }

  private mutating func insertBelowThreshold(_ hash: UInt64) {
    if kept.insert(hash) && kept.count > capacity { raiseScale() }
  }

  /// Makes this the sketch of the union of both sets.
  ///
  /// - Throws: ``SketchMismatch`` if shingle length or capacity differ; the receiver is unchanged
  ///   then.
  /// - Complexity: O(n) expected in the number of hashes kept by both.
  public mutating func formUnion(_ other: FracMinHashSketch) throws(SketchMismatch) {
    try SketchMismatch.check(.shingleLength, shingleLength, other.shingleLength)
    try SketchMismatch.check(.capacity, capacity, other.capacity)
    setScale(atLeast: other.scaleExponent)
    other.kept.forEach { insert($0) }
  }

  /// The sketch that keeps only hashes below 2^(64 − `exponent`): what a sketch with that lower
  /// bound for ``scaleExponent`` would have kept of the same set.
  ///
  /// A sketch with a larger exponent is returned as it is: what was discarded does not come back.
  ///
  /// - Complexity: O(n) expected in the number of hashes kept.
  public func downsampled(toExponent exponent: Int) -> FracMinHashSketch {
    var result = self
    result.setScale(atLeast: min(exponent, 64))
    return result
  }

  private mutating func raiseScale() {
    var exponent = scaleExponent
    var remaining = kept.count
    while remaining > capacity {
      exponent += 1
      let largest = Self.largestHash(exponent: exponent)
      remaining = kept.countOfHashes(upTo: largest)
    }
    setScale(atLeast: exponent)
  }

  private mutating func setScale(atLeast exponent: Int) {
    guard exponent > scaleExponent else { return }
    scaleExponent = exponent
    largestKept = Self.largestHash(exponent: exponent)
    kept.removeAll(above: largestKept)
  }

  /// The largest hash below the threshold 2^(64 − `exponent`).
  static func largestHash(exponent: Int) -> UInt64 { UInt64.max >> exponent }
}
