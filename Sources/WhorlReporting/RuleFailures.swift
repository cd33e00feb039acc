public import RulePacks

/// Rules that were given up in some documents of a corpus, so that hits of them may be missing.
///
/// Sums of parts are the same whatever the parts and their order.
public struct RuleFailures: Sendable, Equatable {
  /// What is known of one rule.
  public struct Entry: Sendable, Equatable {
    /// Documents in which it was given up.
    public var documents: Int
    /// Where the first of them is in the input: its source, the chunk in it and its number in the chunk, each from 0.
    public var first: [Int]
    /// The file and line of the first.
    public var place: String
    /// Why it was given up there.
    public var reason: String

    /// An entry of these values.
    public init(documents: Int, first: [Int], place: String, reason: String) {
      (self.documents, self.first, self.place, self.reason) = (documents, first, place, reason)
    }
  }

  /// The entries by rule, as `pack:line:column: rule 'id'`.
  public private(set) var entries: [String: Entry] = [:]

  /// No failures yet.
  public init() {}

  /// Whether no rule was given up.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds what was given up in a document.
  ///
  /// - Parameters:
  ///   - failures: The rules of `set` and why.
  ///   - position: Where the document is in the input: its source, the chunk in it and its number in the chunk, each
  ///     from 0.
  ///   - place: Its file and line.
  public mutating func add(_ failures: [RuleScan.Failure], of set: RuleSet, at position: [Int], place: String)
  {
    for failure in failures {
      let (pack, rule) = set.rule(at: failure.rule)
      add(
        Entry(documents: 1, first: position, place: place, reason: failure.reason.text),
        of: "\(pack.file):\(rule.place.line):\(rule.place.column): rule '\(rule.id)'")
    }
  }

  /// Adds an entry of a rule, which is named as in ``entries``.
  public mutating func add(_ entry: Entry, of rule: String) {
    guard var sum = entries[rule] else {
      entries[rule] = entry
      return
    }
    sum.documents += entry.documents
    if entry.first.lexicographicallyPrecedes(sum.first) {
      (sum.first, sum.place, sum.reason) = (entry.first, entry.place, entry.reason)
    }
    entries[rule] = sum
  }

  /// Adds the failures in other documents of the same corpus.
  public mutating func merge(_ other: RuleFailures) {
    for (rule, entry) in other.entries { add(entry, of: rule) }
  }

  /// The rules in the order of the bytes of their names.
  public var rules: [String] { entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// A line for each rule: where it is, how often it was given up, where first and why.
  public var lines: [String] {
    rules.compactMap { rule in
      entries[rule].map { entry in
        "\(rule) was given up in \(CountText.of(entry.documents, "document")), first in the record at "
          + "\(entry.place): \(entry.reason)"
      }
    }
  }
}
