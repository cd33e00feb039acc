/// How often a thing happens in a number of independent trials.
enum BinomialDistribution {
  /// P(K ≤ most), of K times in `trials` trials with the probability `share` each, by the recurrence of its terms.
  ///
  /// - Complexity: O(most + log trials).
  static func probability(ofAtMost most: Int, of trials: Int, share: Double) -> Double {
    guard share < 1 else { return most >= trials ? 1 : 0 }
    var term = IntegerPower.of(1 - share, trials)
    var sum = 0.0
    for count in 0..<max(most + 1, 0) {
      sum += term
      term *= Double(trials - count) / Double(count + 1) * share / (1 - share)
    }
    return min(sum, 1)
  }
}
