/// Fisher's exact test of one side: how probable it is that of two samples drawn from one population the first holds a
/// thing at least as often as it does.
///
/// Source: Fisher, "On the interpretation of χ² from contingency tables, and the calculation of P", 1922
/// (doi:10.2307/2340521); the probabilities are those of the hypergeometric distribution.
struct FisherExactTest {
  /// ln n! for every n up to the size of both samples.
  private let logFactorials: [Double]
  private let first: Int
  private let both: Int

  /// A test for samples of `first` and `second` documents.
  ///
  /// - Complexity: O(first + second) time and memory, once for all tests.
  init(first: Int, second: Int) {
    self.first = first
    both = first + second
    var logFactorials = [0.0]
    logFactorials.reserveCapacity(both + 1)
    for n in stride(from: 1, through: both, by: 1) {
      logFactorials.append(logFactorials[n - 1] + ElementaryFunctions.naturalLogarithm(Double(n)))
    }
    self.logFactorials = logFactorials
  }

  /// P(X ≥ `count`), X being how many of the `count` + `other` documents with the thing are in the first sample.
  ///
  /// - Parameters:
  ///   - count: Documents of the first sample that hold the thing, at most its size.
  ///   - other: Those of the second sample, at most its size.
  /// - Complexity: O(min(first, count + other) − count) at most; the terms that count are few.
  func probability(ofAtLeast count: Int, beside other: Int) -> Double {
    let total = count + other
    var term = ElementaryFunctions.exponential(
      logChoices(first, count) + logChoices(both - first, other) - logChoices(both, total))
    var sum = 0.0
    for held in count...max(count, min(first, total)) {
      sum += term
      if term < sum * 1e-17 { break }
      term *= Double(first - held) * Double(total - held)
      term /= Double(held + 1) * Double(both - first - total + held + 1)
    }
    return min(sum, 1)
  }

  /// ln of the number of ways to choose `k` of `n`.
  private func logChoices(_ n: Int, _ k: Int) -> Double {
    logFactorials[n] - logFactorials[k] - logFactorials[n - k]
  }
}
