/// The rate of false discoveries among the most significant of many tests.
///
/// Source: Benjamini & Hochberg, "Controlling the false discovery rate: a practical and powerful approach to multiple
/// testing", 1995 (doi:10.1111/j.2517-6161.1995.tb02031.x).
enum FalseDiscoveryRate {
  /// For each p-value the least rate at which its test is a discovery: min over all p′ ≥ p of p′ · tests / rank(p′).
  ///
  /// - Parameters:
  ///   - probabilities: p-values.
  ///   - tests: How many tests there were; those that are not given count as p = 1.
  /// - Complexity: O(n log n).
  static func adjusted(_ probabilities: [Double], of tests: Int) -> [Double] {
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    var result = probabilities
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, probabilities[index] * Double(max(tests, probabilities.count)) / Double(rank + 1))
      result[index] = least
    }
    return result
  }
}
