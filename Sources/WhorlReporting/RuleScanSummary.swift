public import RulePacks

/// What scanning a corpus amounted to.
public struct RuleScanSummary: Sendable {
  /// The records scanned.
  public private(set) var records = 0
  /// Those with a hit.
  public private(set) var recordsWithHits = 0
  /// All hits that were not suppressed.
  public private(set) var hits = 0
  /// Hits that a baseline held.
  public private(set) var suppressed = 0
  private var labels: [(label: String, count: Int)]

  /// An empty summary of scans with `set`.
  public init(_ set: RuleSet) {
    labels = []
    for label in set.packs.flatMap({ $0.labels.map(\.label) })
    where !labels.contains(where: { $0.label == label }) {
      labels.append((label, 0))
    }
  }

  /// Adds a record.
  public mutating func add(_ record: RuleScanRecord) {
    records += 1
    recordsWithHits += record.hits.isEmpty ? 0 : 1
    hits += record.hits.count
    suppressed += record.suppressed
    for entry in record.judgement.labels {
      if let index = labels.firstIndex(where: { $0.label == entry.label }) { labels[index].count += 1 }
    }
  }

  /// One line for people.
  public var text: String {
    var parts = [
      "\(NumberText.grouped(UInt64(hits))) \(hits == 1 ? "hit" : "hits") in "
        + "\(NumberText.grouped(UInt64(recordsWithHits))) of \(NumberText.grouped(UInt64(records))) records"
    ]
    parts += labels.filter { $0.count > 0 }.map { "\($0.label): \(NumberText.grouped(UInt64($0.count)))" }
    if suppressed > 0 { parts.append("\(NumberText.grouped(UInt64(suppressed))) suppressed by the baseline") }
    return parts.joined(separator: "; ")
  }
}
