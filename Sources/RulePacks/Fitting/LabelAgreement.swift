/// How given labels agree with true ones.
public struct LabelAgreement: Sendable, Equatable {
  private var pairs: [String: [String: Int]] = [:]
  /// The texts counted.
  public private(set) var count = 0

  /// No texts yet.
  public init() {}

  /// Counts a text; nil for one that got no label.
  public mutating func add(truth: String, given: String?) {
    pairs[truth, default: [:]][given ?? "", default: 0] += 1
    count += 1
  }

  private func sum(_ isTruth: (String) -> Bool, _ isGiven: (String) -> Bool) -> Int {
    pairs.reduce(0) { total, row in
      isTruth(row.key) ? total + row.value.reduce(0) { isGiven($1.key) ? $0 + $1.value : $0 } : total
    }
  }

  /// 2 TP / (2 TP + FP + FN) with the labels in `positive` taken as one class; nil if there are none.
  public func f1(positive: Set<String>) -> Double? {
    let hits = sum(positive.contains, positive.contains)
    let falseAlarms = sum({ !positive.contains($0) }, positive.contains)
    let misses = sum(positive.contains) { !positive.contains($0) }
    let total = 2 * hits + falseAlarms + misses
    return total == 0 ? nil : 2 * Double(hits) / Double(total)
  }

  /// The share of texts given one of `positive` that have one.
  public func precision(positive: Set<String>) -> Double? {
    let given = sum({ _ in true }, positive.contains)
    return given == 0 ? nil : Double(sum(positive.contains, positive.contains)) / Double(given)
  }

  /// The share of texts that have one of `positive` that were given one.
  public func recall(positive: Set<String>) -> Double? {
    let there = sum(positive.contains) { _ in true }
    return there == 0 ? nil : Double(sum(positive.contains, positive.contains)) / Double(there)
  }

  /// The mean of the F1 of each of `labels` that is there or was given.
  public func macroF1(_ labels: [String]) -> Double? {
    let values = labels.compactMap { f1(positive: [$0]) }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The share of texts whose label is one of `positive`, and the share that were given one.
  public func rates(positive: Set<String>) -> (truth: Double, given: Double) {
    guard count > 0 else { return (0, 0) }
    return (
      Double(sum(positive.contains) { _ in true }) / Double(count),
      Double(sum({ _ in true }, positive.contains)) / Double(count)
    )
  }
}
