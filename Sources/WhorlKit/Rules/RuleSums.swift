/// How often rules hold in a corpus: exact sums over its documents, for a fingerprint.
///
/// An entry is a rule, a class or a label of a pack. What finds them is not known here: counts come from
/// outside, and names and digests say what they are counts of.
public struct RuleSums: Sendable, Equatable {
  /// A pack that was used.
  public struct Pack: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its version.
    public let version: String
    /// The SHA-256 of its file, in lower-case hexadecimal.
    public let digest: String

    /// A pack.
    public init(name: String, version: String, digest: String) {
      self.name = name
      self.version = version
      self.digest = digest
    }
  }

  /// The sums of a rule, class or label.
  public struct Entry: Sendable, Equatable {
    /// What it is: `rule refusal/sorry`, `class refusal/explicit` or `label refusal/refusal`.
    public let name: String
    /// Documents with at least one hit.
    public internal(set) var documents: UInt64 = 0
    /// Hits in all documents.
    public internal(set) var hits: UInt64 = 0
    /// Σ hits² over documents.
    public internal(set) var squaredHits: UInt64 = 0
  }

  /// The packs, in the order in which they were named.
  public let packs: [Pack]
  /// Documents that were scanned.
  public internal(set) var documents: UInt64 = 0
  /// The sums.
  public internal(set) var entries: [Entry]
  /// The sums of the rates of rules and classes, by prompt half: two features each (see ``scoredNames``), the hits for
  /// each word and then whether it holds at all. Nil if the sums are of an older version.
  public internal(set) var rates: [FeatureSums]?
  /// How refusals are worded; nil if the packs do not tell refusals, or the sums are of an older version.
  public internal(set) var phrasing: RefusalPhrasing?

  /// The most hits of an entry in a document that are counted, so that sums cannot overflow.
  public static let maximumHits: UInt64 = 1 << 15

  /// Sums of nothing, for entries of these names.
  public init(packs: [Pack], names: [String]) {
    self.packs = packs
    entries = names.map { Entry(name: $0) }
    if names.contains(Self.refusalEntry) { phrasing = RefusalPhrasing() }
    scored = scoredNames.count
    rates = [FeatureSums](
      repeating: FeatureSums(featureCount: RuleRates.featuresEach * scored), count: PromptHalf.count)
  }

  /// Sums that were read, of which rates and phrasing are not known.
  init(packs: [Pack], documents: UInt64, entries: [Entry]) {
    self.packs = packs
    self.documents = documents
    self.entries = entries
    scored = scoredNames.count
  }

  /// The number of rules and classes.
  private var scored = 0

  /// The name of the entry of refusals.
  public static let refusalEntry = "label refusal/refusal"

  /// Adds a document.
  ///
  /// - Parameters:
  ///   - half: The prompt half that it is in.
  ///   - words: Its words, numbers and ideographs.
  /// - Returns: Its rates.
  @discardableResult
  mutating func add(_ tally: RuleTally, half: Int, words: Int) -> RuleRates {
    let added = RuleRates(tally.counts, scored: scored, words: words)
    documents += 1
    rates?[half].add(added, words: words)
    if let lead = tally.refusalLead { phrasing?.add(lead.span) }
    for (entry, hits) in tally.counts where hits > 0 && entries.indices.contains(entry) {
      let hits = min(UInt64(hits), Self.maximumHits)
      entries[entry].documents += 1
      entries[entry].hits += hits
      entries[entry].squaredHits += hits * hits
    }
    return added
  }

  /// Whether the sums are of the same packs, so that they can be added and compared.
  public func isComparable(to other: RuleSums) -> Bool {
    packs == other.packs && entries.map(\.name) == other.entries.map(\.name)
  }

  /// Whether both count the same entries of the same file of the pack called `name`.
  public func counts(pack name: String, as other: RuleSums) -> Bool {
    guard let own = packs.first(where: { $0.name == name }), other.packs.contains(own) else { return false }
    func entries(_ sums: RuleSums) -> [String] {
      sums.entries.map(\.name).filter { entry in
        entry == "pack \(name)" || ["rule", "class", "label"].contains { entry.hasPrefix("\($0) \(name)/") }
      }
    }
    let counted = entries(self)
    return !counted.isEmpty && counted == entries(other)
  }

  /// Adds the documents of `other`; false, and nothing is added, if they are of other packs.
  public mutating func merge(_ other: RuleSums) -> Bool {
    guard isComparable(to: other) else { return false }
    documents += other.documents
    if let others = other.rates, rates != nil {
      for half in others.indices { rates?[half].add(others[half]) }
    } else {
      rates = nil
    }
    if var phrasing, let others = other.phrasing {
      phrasing.merge(others)
      self.phrasing = phrasing
    } else {
      phrasing = nil
    }
    for index in entries.indices {
      entries[index].documents += other.entries[index].documents
      entries[index].hits += other.entries[index].hits
      entries[index].squaredHits += other.entries[index].squaredHits
    }
    return true
  }

  /// The sums of the entry called `name`.
  public func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// Hits a document of an entry, and the variance of that mean; nil for fewer than two documents.
  public func meanHits(_ entry: Entry) -> (mean: Double, variance: Double)? {
    guard documents > 1 else { return nil }
    let n = Double(documents)
    let mean = Double(entry.hits) / n
    return (mean, max(0, (Double(entry.squaredHits) / n - mean * mean) / (n - 1)))
  }
}
