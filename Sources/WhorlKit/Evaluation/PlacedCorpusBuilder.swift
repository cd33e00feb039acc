/// Turns one model's documents into a ``PlacedCorpus``, one at a time.
///
/// A value: copies can work on different threads, and ``merge(_:)`` adds them up again. The result does
/// not depend on the order of the documents or on how they were dealt out.
public struct PlacedCorpusBuilder: Sendable {
  /// Documents of a half that suspects are drawn from; of more, a fixed random sample of that size.
  public static let documentLimit = 2000

  private static let orderSeed = StableHash.text("whorl/placed-order", seed: 0)

  private let style: StyleModel
  private let rules: RuleStyle?
  private let alterations: [TextAlteration]
  private let seed: UInt64
  private var counter: DocumentCounter
  private var halves: [FeatureAccumulator]
  /// What altered documents are added to, and is never read.
  private var altered: FeatureAccumulator
  /// The rates of rules of each half.
  private var ruleHalves: [FeatureSums]
  private var placed: [[PlacedDocument]] = [[], []]
  private var replacedSequences: UInt64 = 0

  /// A builder.
  ///
  /// - Parameters:
  ///   - vocabulary: What features are counted by.
  ///   - style: The space that documents are placed in.
  ///   - rules: The space of the rules; nil if they are to take no part.
  ///   - alterations: What suspects' documents are kept after, in this order; first as they are.
  ///   - seed: Decides the random alterations.
  public init(
    vocabulary: Vocabulary, style: StyleModel, rules: RuleStyle? = nil,
    alterations: [TextAlteration] = [.unaltered], seed: UInt64
  ) {
    precondition(alterations.first == .unaltered)
    self.style = style
    self.rules = rules
    let features = RuleRates.featuresEach * (rules?.names.count ?? 0)
    ruleHalves = [FeatureSums](repeating: FeatureSums(featureCount: features), count: PromptHalf.count)
    self.alterations = alterations
    self.seed = seed
    counter = DocumentCounter(vocabulary: vocabulary)
    counter.keepsRows = true
    halves = [counter.empty, counter.empty]
    altered = counter.empty
  }

  /// Adds one document.
  ///
  /// - Parameters:
  ///   - text: The document, as UTF-8.
  ///   - key: What decides the half: the prompt, else the record's id. The text itself if empty.
  ///   - tally: What the rules count in a text; nil if they take no part.
  /// - Throws: ``TokenizationError`` for a document that is too long to index, ``TooManyDocuments``.
  /// - Complexity: O(n) in the bytes of the document for each alteration.
  public mutating func add(
    _ text: Span<UInt8>, key: Span<UInt8>, tally: (Span<UInt8>) -> RuleTally? = { _ in nil }
  ) throws {
    guard halves[0].documents + halves[1].documents < FeatureScale.maximumDocuments else {
      throw TooManyDocuments()
    }
    let half = PromptHalf.index(forKey: key.isEmpty ? text : key)
    let before = halves[half].words
    guard try counter.add(text, to: &halves[half], replaced: &replacedSequences),
      let row = counter.row
    else { return }
    let order = StableHash.bytes(text, seed: Self.orderSeed)
    var versions: [StyleDocument?] = []
    var ruleVersions: [StyleDocument?] = []
    for alteration in alterations {
      if alteration == .unaltered {
        versions.append(row.weight > 0 ? style.document(row) : nil)
        let words = Int(halves[half].words - before)
        let rates = rates(rules == nil ? nil : tally(text), words: words)
        if let rates { ruleHalves[half].add(rates, words: words) }
        ruleVersions.append(ruleDocument(row, rates))
      } else {
        let changed = alteration.applied(to: text, seed: seed)
        let before = altered.words
        let isText = try counter.add(changed.span, to: &altered, replaced: &replacedSequences)
        let row = isText ? counter.row : nil
        versions.append(row.flatMap { $0.weight > 0 ? style.document($0) : nil })
        let words = Int(altered.words - before)
        let rates = rates(rules == nil ? nil : tally(changed.span), words: words)
        ruleVersions.append(row.flatMap { ruleDocument($0, rates) })
      }
    }
    placed[half].append(PlacedDocument(order: order, versions: versions, ruleVersions: ruleVersions))
    if placed[half].count >= 2 * Self.documentLimit { limit(half) }
  }

  private func rates(_ tally: RuleTally?, words: Int) -> RuleRates? {
    tally.map { RuleRates($0.counts, scored: rules?.names.count ?? 0, words: words) }
  }

  private func ruleDocument(_ row: DocumentRow, _ rates: RuleRates?) -> StyleDocument? {
    guard let rules, let rates, row.weight > 0 else { return nil }
    var row = row
    row.keep(rates)
    return rules.style.document(row.rules)
  }

  private mutating func limit(_ half: Int) {
    // Documents with one order are one text, or as good as never differ.
    placed[half].sort { $0.order < $1.order }
    placed[half].removeLast(max(0, placed[half].count - Self.documentLimit))
  }

  /// Adds the documents of another builder that was made with the same parameters.
  public mutating func merge(_ other: PlacedCorpusBuilder) throws {
    for half in halves.indices {
      halves[half].add(other.halves[half])
      ruleHalves[half].add(other.ruleHalves[half])
      placed[half] += other.placed[half]
      if placed[half].count >= 2 * Self.documentLimit { limit(half) }
    }
    replacedSequences += other.replacedSequences
  }

  /// The corpus of all documents so far.
  ///
  /// - Complexity: O(F · axes) for F features.
  public func corpus(
    name: String, identity: String, inputs: [String], background: BackgroundModel
  ) -> PlacedCorpus {
    var sorted = self
    for half in halves.indices { sorted.limit(half) }
    let parts = halves.map(\.sums)
    var sums = parts[0]
    sums.add(parts[1])
    return PlacedCorpus(
      name: name, identity: identity, documents: Int(clamping: sums.documents),
      tokens: Int(clamping: sums.tokens), words: Int(clamping: sums.words), inputs: inputs.sorted(),
      isTypical: background.typicality.isTypical(sums),
      isTypicalOfDomains: background.domains.map { $0.typicality.isTypical(sums) },
      references: parts.map { $0.documents > 0 ? style.position(of: $0) : nil },
      ruleReferences: ruleHalves.map { sums in
        rules.flatMap { sums.documents > 0 ? $0.style.position(of: sums) : nil }
      }, halves: sorted.placed, offset: style.offset, ruleOffset: rules?.style.offset ?? [])
  }
}
