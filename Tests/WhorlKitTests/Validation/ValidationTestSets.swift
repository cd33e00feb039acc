import WhorlKit

/// Seeded trials, and slow obvious twins of the measures.
enum ValidationTestSets {
  static func set(same: [Double], different: [Double]) throws -> TrialSet {
    try TrialSet(
      same.map { Trial(score: $0, isSame: true) } + different.map { Trial(score: $0, isSame: false) })
  }

  /// The trials of `Tests/Evaluation/validation_oracle.py`: many ties, 20 groups.
  static func drawn(count: Int, seed: UInt64) -> [Trial] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { index in
      let isSame = generator.next() & 3 == 0
      let first = generator.next() >> 59
      let second = generator.next() >> 59
      return Trial(
        score: Double(first + second) / 8 - 4 + (isSame ? 1.25 : -1), isSame: isSame, group: index % 20)
    }
  }

  /// A uniform number above 0 and below 1.
  static func uniform(_ generator: inout SplitMix64) -> Double {
    (Double(generator.next() >> 11) + 0.5) * 0x1p-53
  }

  /// `count` normal variates, one from each of `count` strata of equal probability: a sample that is
  /// nearer to its distribution than independent draws, so that small ones are enough.
  static func stratifiedNormal(count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map {
      StandardNormal.quantile((Double($0) + uniform(&generator)) / Double(count))
    }
  }

  /// ln LR of calibrated Gaussian scores: mean ±m and variance 2m make the score its own ln LR.
  static func calibratedGaussian(perKind count: Int, mean: Double, seed: UInt64) throws -> TrialSet {
    let deviation = (2 * mean).squareRoot()
    return try set(
      same: stratifiedNormal(count: count, seed: seed).map { mean + deviation * $0 },
      different: stratifiedNormal(count: count, seed: seed + 1).map { deviation * $0 - mean })
  }

  /// The area under the curve, over all pairs.
  static func pairwiseArea(_ set: TrialSet) -> Double {
    let same = set.trials.filter(\.isSame).map(\.score)
    let different = set.trials.filter { !$0.isSame }.map(\.score)
    var wins = 0.0
    for a in same { for b in different { wins += a > b ? 1 : a == b ? 0.5 : 0 } }
    return wins / Double(same.count * different.count)
  }

  /// Isotonic regression by the max-min formula.
  static func maxMinIsotonic(_ values: [Double], _ weights: [Double]) -> [Double] {
    func mean(_ a: Int, _ b: Int) -> Double {
      zip(values[a...b], weights[a...b]).reduce(0) { $0 + $1.0 * $1.1 } / weights[a...b].reduce(0, +)
    }
    return values.indices.map { i in
      (0...i).map { a in (i..<values.count).map { mean(a, $0) }.min() ?? 0 }.max() ?? 0
    }
  }

  static func mapped(_ set: TrialSet, _ map: (Double) -> Double) throws -> TrialSet {
    try TrialSet(set.trials.map { Trial(score: map($0.score), isSame: $0.isSame, group: $0.group) })
  }
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(b))
}
