/// Turns documents into a fingerprint, one at a time, with memory that does not grow with their
/// number.
///
/// A value: copies can work on different threads, and ``merge(_:)`` adds them up again. The result
/// does not depend on how the documents were dealt out.
public struct FingerprintBuilder: Sendable {
  private let parameters: FingerprintParameters
  private var counter: DocumentCounter
  private var halves: [FeatureAccumulator]
  private var replacedSequences: UInt64 = 0
  private var emptyDocuments: UInt64 = 0

  /// How often rules hold in the documents so far; nil if they are not counted.
  public private(set) var rules: RuleSums?
  private let rowLimit: Int
  private var keptRows: [DocumentRow] = []
  /// The half and the words of the last document, until its rules are counted.
  private var lastDocument: (half: Int, words: Int)?

  /// A builder that counts the features of `vocabulary`.
  ///
  /// - Parameters:
  ///   - vocabulary: Which features there are.
  ///   - rowLimit: How many documents are also kept one by one, as ``rows``; 0 for none.
  ///   - rules: Empty sums, if rules are to be counted: see ``addRules(_:)``.
  public init(vocabulary: Vocabulary, rowLimit: Int = 0, rules: RuleSums? = nil) {
    self.rules = rules
    parameters = FingerprintParameters(vocabulary: vocabulary)
    counter = DocumentCounter(vocabulary: vocabulary)
    counter.keepsRows = rowLimit > 0
    self.rowLimit = rowLimit
    halves = [counter.empty, counter.empty]
  }

  /// A builder that goes on where the one stopped that made `fingerprint`, with the same vocabulary.
  ///
  /// - Throws: ``FingerprintMismatch`` if the vocabularies differ.
  public init(resuming fingerprint: Fingerprint, vocabulary: Vocabulary) throws {
    self.init(vocabulary: vocabulary, rules: fingerprint.rules)
    try parameters.check(agreesWith: fingerprint.header.parameters)
    for (half, sums) in fingerprint.halves.enumerated() { halves[half].add(sums) }
    counter.sketches = fingerprint.sketches
    replacedSequences = fingerprint.header.replacedSequences
    emptyDocuments = fingerprint.header.skipped.empty
  }

  /// Documents counted so far.
  public var documents: UInt64 { halves[0].documents + halves[1].documents }

  /// Whether ``add(_:key:)`` counts a document: one that holds nothing but white space is not.
  ///
  /// - Complexity: O(*w*) in the bytes of the white space at its edges.
  public static func counts(_ text: Span<UInt8>) -> Bool {
    !TextNormalization.trimmedRange(of: text).isEmpty
  }

  /// Counts one document.
  ///
  /// - Parameters:
  ///   - text: The document, as UTF-8 that may be invalid: what is not UTF-8 is read as U+FFFD and
  ///     counted.
  ///   - key: What decides the half: the prompt, else the record's id. The text itself if empty.
  /// - Throws: ``TokenizationError`` for a document that is too long to index, ``TooManyDocuments``.
  /// - Returns: Whether it was counted: a document without tokens is not.
  /// - Complexity: O(n) in the bytes of the document.
  @discardableResult
  public mutating func add(_ text: Span<UInt8>, key: Span<UInt8>) throws -> Bool {
    guard documents < FeatureScale.maximumDocuments else { throw TooManyDocuments() }
    let hash = PromptHalf.hash(ofKey: key.isEmpty ? text : key)
    let half = PromptHalf.index(ofHash: hash)
    let before = halves[half].words
    lastDocument = nil
    guard try counter.add(text, to: &halves[half], replaced: &replacedSequences) else {
      emptyDocuments += 1
      return false
    }
    lastDocument = (half, Int(halves[half].words - before))
    if rowLimit > 0, var row = counter.row {
      limitRows(atLeast: 2 * rowLimit)
      row.half = half
      row.prompt = key.isEmpty ? 0 : hash
      keptRows.append(row)
    }
    return true
  }

  /// Counts the rules that hold in the document that ``add(_:key:)`` counted last; nothing if it did not count it, or
  /// if the builder counts no rules.
  public mutating func addRules(_ tally: RuleTally) {
    guard let (half, words) = lastDocument else { return }
    lastDocument = nil
    guard let rates = rules?.add(tally, half: half, words: words) else { return }
    if rowLimit > 0, !keptRows.isEmpty { keptRows[keptRows.count - 1].keep(rates) }
  }

  /// The documents one by one, in an order that depends on their text alone; of more than the limit,
  /// those that come first in it, which is a random sample.
  public var rows: [DocumentRow] {
    Array(keptRows.sorted(by: DocumentRow.precedes).prefix(rowLimit))
  }

  private mutating func limitRows(atLeast count: Int) {
    guard keptRows.count >= count else { return }
    keptRows = rows
  }

  /// Adds the documents of another builder with the same vocabulary.
  ///
  /// - Throws: ``FingerprintMismatch`` if the vocabularies differ, ``TooManyDocuments``.
  public mutating func merge(_ other: FingerprintBuilder) throws {
    try parameters.check(agreesWith: other.parameters)
    guard documents + other.documents <= FeatureScale.maximumDocuments else { throw TooManyDocuments() }
    for index in halves.indices { halves[index].add(other.halves[index]) }
    try counter.sketches.formUnion(other.counter.sketches)
    replacedSequences += other.replacedSequences
    emptyDocuments += other.emptyDocuments
    if let others = other.rules { _ = rules?.merge(others) }
    keptRows += other.keptRows
    limitRows(atLeast: 2 * rowLimit)
  }

  /// The fingerprint of all documents so far.
  ///
  /// - Parameters:
  ///   - name: What reports call it.
  ///   - vendor: Who makes the model, if known.
  ///   - toolVersion: The version of the tool that writes it.
  ///   - created: An ISO 8601 date, if it is to hold one.
  ///   - inputs: What was read.
  ///   - skipped: Records that never came here, by reason; documents that came and were empty are
  ///     added to its `empty`.
  ///   - replacedInReading: Records whose text was repaired before it came here.
  ///   - shard: The part of the inputs that the documents are; nil for all.
  public func fingerprint(
    name: String, vendor: String?, toolVersion: String, created: String?,
    inputs: [FingerprintHeader.InputDigest], skipped: SkippedRecords, replacedInReading: UInt64 = 0,
    shard: FingerprintShards? = nil
  ) -> Fingerprint {
    var skipped = skipped
    skipped.empty += emptyDocuments
    let header = FingerprintHeader(
      name: name, vendor: vendor, toolVersion: toolVersion, created: created, documents: documents,
      tokens: halves[0].tokens + halves[1].tokens, words: halves[0].words + halves[1].words,
      skipped: skipped, replacedSequences: replacedSequences + replacedInReading,
      inputs: inputs.sorted(), parameters: parameters, shards: shard?.isComplete == true ? nil : shard)
    return Fingerprint(header: header, halves: halves.map(\.sums), sketches: counter.sketches, rules: rules)
  }
}

/// More documents than the exact sums of a fingerprint have room for.
public struct TooManyDocuments: Error, CustomStringConvertible {
  /// The limit and the remedy.
  public var description: String {
    "more than \(FeatureScale.maximumDocuments) documents do not fit one fingerprint: split the corpus"
  }
}
