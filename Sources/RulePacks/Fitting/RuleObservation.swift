/// A labelled text as fitting and evaluation see it.
public struct RuleObservation: Sendable {
  /// The rules with hits that count, by index in their ``RuleSet``, and how many.
  public let hits: [(rule: Int, count: Int)]
  /// The label that a person or a data set gave.
  public let label: String
  /// What is left out together, such as the model that wrote the text.
  public let group: String

  /// The observation of a scanned text.
  public init(_ scan: RuleScan, label: String, group: String) {
    var counts: [Int: Int] = [:]
    for hit in scan.hits where hit.counts { counts[hit.rule, default: 0] += 1 }
    hits = counts.keys.sorted().map { ($0, counts[$0] ?? 0) }
    self.label = label
    self.group = group
  }
}
