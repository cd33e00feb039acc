/// Turns one model's documents into a ``PlacedCorpus``, one at a time.
///
/// A value: copies can work on different threads, and ``merge(_:)`` adds them up again. The result does
/// not depend on the order of the documents or on how they were dealt out.
public struct PlacedCorpusBuilder: Sendable {
  /// Documents of a half that suspects are drawn from; of more, a fixed random sample of that size.
  public static let documentLimit = 2000

  private static let orderSeed = StableHash.text("whorl/placed-order", seed: 0)

  private let style: StyleModel
  private let alterations: [TextAlteration]
  private let seed: UInt64
  private var counter: DocumentCounter
  private var halves: [FeatureAccumulator]
  /// What altered documents are added to, and is never read.
  private var altered: FeatureAccumulator
  private var placed: [[PlacedDocument]] = [[], []]
  private var replacedSequences: UInt64 = 0

  /// A builder.
  ///
  /// - Parameters:
  ///   - vocabulary: What features are counted by.
  ///   - style: The space that documents are placed in.
  ///   - alterations: What suspects' documents are kept after, in this order; first as they are.
  ///   - seed: Decides the random alterations.
  public init(
    vocabulary: Vocabulary, style: StyleModel, alterations: [TextAlteration] = [.unaltered], seed: UInt64
  ) {
    precondition(alterations.first == .unaltered)
    self.style = style
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
  /// - Throws: ``TokenizationError`` for a document that is too long to index, ``TooManyDocuments``.
  /// - Complexity: O(n) in the bytes of the document for each alteration.
  public mutating func add(_ text: Span<UInt8>, key: Span<UInt8>) throws {
    guard halves[0].documents + halves[1].documents < FeatureScale.maximumDocuments else {
      throw TooManyDocuments()
    }
    let half = PromptHalf.index(forKey: key.isEmpty ? text : key)
    guard try counter.add(text, to: &halves[half], replaced: &replacedSequences),
      let row = counter.row
    else { return }
    let order = StableHash.bytes(text, seed: Self.orderSeed)
    var versions: [StyleDocument?] = []
    for alteration in alterations {
      if alteration == .unaltered {
        versions.append(version(of: row))
      } else {
        let changed = alteration.applied(to: text, seed: seed)
        let isText = try counter.add(changed.span, to: &altered, replaced: &replacedSequences)
        versions.append(isText ? counter.row.flatMap { version(of: $0) } : nil)
      }
    }
    placed[half].append(PlacedDocument(order: order, versions: versions))
    if placed[half].count >= 2 * Self.documentLimit { limit(half) }
  }

  private func version(of row: DocumentRow) -> StyleDocument? {
    row.weight > 0 ? style.document(row) : nil
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
      references: parts.map { $0.documents > 0 ? style.position(of: $0) : nil }, halves: sorted.placed,
      offset: style.offset)
  }
}
