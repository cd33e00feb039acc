/// p-values adjusted for having looked at several hypotheses (Holm 1979, "A Simple Sequentially Rejective
/// Multiple Test Procedure", Scandinavian Journal of Statistics 6:65–70).
public enum HolmAdjustment {
  /// The adjusted values, in the order given: the i-th smallest of m is multiplied by m − i + 1, and none is
  /// below a smaller one's, or above 1.
  ///
  /// - Complexity: O(m log m).
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted {
      pValues[$0] != pValues[$1] ? pValues[$0] < pValues[$1] : $0 < $1
    }
    var adjusted = pValues
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
