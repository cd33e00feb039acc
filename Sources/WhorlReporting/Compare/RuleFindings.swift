public import RulePacks

/// What rules find in the documents of a suspect: exact counts, and the first findings one by one.
///
/// Sums of parts are the same whatever the parts and their order: of each severity the findings that come first
/// in the input are kept.
public struct RuleFindings: Sendable, Equatable {
  /// The most findings of a severity that are kept.
  public static let limit = 1000

  /// How often a rule holds.
  public struct Count: Sendable, Equatable {
    /// The rule, as `pack/rule`.
    public let rule: String
    /// Its severity.
    public let severity: RuleSeverity
    /// What it says; its id where it says nothing.
    public let message: String
    /// Places at which it holds.
    public internal(set) var hits: UInt64 = 0
    /// Documents with such a place.
    public internal(set) var documents: UInt64 = 0
  }

  /// A place in the input, in the order of reading.
  public struct Position: Sendable, Comparable {
    let source: Int
    let chunk: Int
    let record: Int
    let hit: Int

    /// The place of a record: its source, the chunk in it and its number in the chunk, each from 0.
    public init(source: Int, chunk: Int, record: Int) {
      self.init(source: source, chunk: chunk, record: record, hit: 0)
    }

    private init(source: Int, chunk: Int, record: Int, hit: Int) {
      (self.source, self.chunk, self.record, self.hit) = (source, chunk, record, hit)
    }

    /// The place of a hit in the record.
    func hit(_ number: Int) -> Position {
      Position(source: source, chunk: chunk, record: record, hit: number)
    }

    /// Whether `a` comes first.
    public static func < (a: Position, b: Position) -> Bool {
      (a.source, a.chunk, a.record, a.hit) < (b.source, b.chunk, b.record, b.hit)
    }
  }

  private struct Placed: Sendable, Equatable {
    let position: Position
    let finding: RuleFinding
  }

  /// The packs whose rules are reported.
  public let packs: [String]
  /// The counts of their rules, in the order of packs and rules.
  public private(set) var counts: [Count]
  /// Documents with a finding.
  public private(set) var documents: UInt64 = 0
  private var placed: [[Placed]]
  /// For each rule of the set its place in `counts`; nil for rules that are not reported.
  private let places: [Int?]

  /// No findings yet, of the rules of `set` that are in `packs`.
  public init(_ set: RuleSet, packs: [String]) {
    self.packs = packs
    var counts: [Count] = []
    places = (0..<set.count).map { index in
      let (pack, rule) = set.rule(at: index)
      guard packs.contains(pack.name) else { return nil }
      counts.append(
        Count(
          rule: set.name(at: index), severity: rule.severity,
          message: rule.message.isEmpty ? rule.id : rule.message))
      return counts.count - 1
    }
    self.counts = counts
    placed = RuleSeverity.allCases.map { _ in [] }
  }

  /// Places at which any rule holds.
  public var hits: UInt64 { counts.reduce(0) { $0 + $1.hits } }

  /// The findings that are kept: errors first, then warnings, then the rest, each in the order of the input.
  public var kept: [RuleFinding] { placed.reversed().flatMap { $0.map(\.finding) } }

  /// Findings that are counted and not kept.
  public var leftOut: UInt64 { hits - UInt64(placed.reduce(0) { $0 + $1.count }) }

  /// Adds a record that was scanned. Records of one chunk are added in their order.
  ///
  /// - Parameter record: The record, whose `source` is the path of its input.
  public mutating func add(_ record: RuleScanRecord, at position: Position) {
    var met: Set<Int> = []
    for (number, hit) in record.hits.enumerated() {
      guard let place = places[hit.rule] else { continue }
      counts[place].hits += 1
      if met.insert(place).inserted { counts[place].documents += 1 }
      let count = counts[place]
      let level = Self.level(count.severity)
      guard placed[level].count < Self.limit else { continue }
      placed[level].append(
        Placed(
          position: position.hit(number),
          finding: RuleFinding(
            rule: count.rule, severity: count.severity, message: count.message, path: record.source,
            line: record.line, document: record.id, range: hit.range, text: hit.text,
            fingerprint: hit.fingerprint)))
    }
    documents += met.isEmpty ? 0 : 1
  }

  /// Adds the findings of other documents of the same suspect, scanned with the same rules.
  public mutating func merge(_ other: RuleFindings) {
    for index in counts.indices where index < other.counts.count {
      counts[index].hits += other.counts[index].hits
      counts[index].documents += other.counts[index].documents
    }
    documents += other.documents
    for level in placed.indices where !other.placed[level].isEmpty {
      let all = (placed[level] + other.placed[level]).sorted { $0.position < $1.position }
      placed[level] = Array(all.prefix(Self.limit))
    }
  }

  /// The rules with findings: the most severe first, of each severity those with most findings.
  var worstFirst: [Count] {
    counts.filter { $0.hits > 0 }.enumerated().sorted { a, b in
      (Self.level(b.element.severity), b.element.hits, a.offset)
        < (Self.level(a.element.severity), a.element.hits, b.offset)
    }.map(\.element)
  }

  /// What was found, in one line.
  var summary: String {
    let bySeverity = RuleSeverity.allCases.reversed().compactMap { severity in
      let hits = counts.reduce(0) { $0 + ($1.severity == severity ? $1.hits : 0) }
      return hits > 0 ? CountText.of(hits, severity == .info ? "note" : severity.rawValue) : nil
    }
    guard !bySeverity.isEmpty else { return "rules of \(packs.joined(separator: ", ")): no findings" }
    return "rules: \(bySeverity.joined(separator: ", ")) in \(CountText.of(documents, "document"))"
  }

  static func level(_ severity: RuleSeverity) -> Int { RuleSeverity.allCases.firstIndex(of: severity) ?? 0 }
}
