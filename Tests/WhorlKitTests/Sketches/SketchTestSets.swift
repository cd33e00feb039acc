import WhorlKit

/// Sets of random hashes with known overlap.
enum SketchTestSets {
  /// `count` random hashes.
  static func hashes(_ count: Int, seed: UInt64) -> [UInt64] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in random.next() }
  }

  /// Two sets whose union has `union` elements, of which they share the proportion `jaccard`; the
  /// rest is split evenly.
  static func pair(union: Int, jaccard: Double, seed: UInt64) -> (a: [UInt64], b: [UInt64]) {
    let all = hashes(union, seed: seed)
    let shared = Int((Double(union) * jaccard).rounded())
    let half = shared + (union - shared) / 2
    return (Array(all[..<half]), Array(all[..<shared] + all[half...]))
  }

  static func minHash(
    _ hashes: some Sequence<UInt64>, bins: Int = 256, shingleLength: Int = 5
  ) throws -> MinHashSketch {
    var sketch = try MinHashSketch(bins: bins, shingleLength: shingleLength)
    for hash in hashes { sketch.insert(hash) }
    return sketch
  }

  static func fracMinHash(
    _ hashes: some Sequence<UInt64>, capacity: Int = 256, shingleLength: Int = 5
  ) throws -> FracMinHashSketch {
    var sketch = try FracMinHashSketch(capacity: capacity, shingleLength: shingleLength)
    for hash in hashes { sketch.insert(hash) }
    return sketch
  }
}

/// Bias and spread of an estimator over many trials.
struct EstimatorTrials {
  private var errors: [Double] = []
  private var statedVariances: [Double] = []

  var count: Int { errors.count }

  mutating func add(_ estimate: SketchEstimate, truth: Double) {
    errors.append(estimate.value - truth)
    statedVariances.append(estimate.standardError * estimate.standardError)
  }

  /// The mean error.
  var bias: Double { errors.reduce(0, +) / Double(count) }

  /// The standard deviation of the error.
  var deviation: Double {
    let mean = bias
    let squares = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// The standard error of ``bias``.
  var biasError: Double { deviation / Double(count).squareRoot() }

  /// The empirical standard deviation in units of the stated one.
  var deviationRatio: Double {
    deviation / (statedVariances.reduce(0, +) / Double(count)).squareRoot()
  }
}
