/// The references of a case, ready to be compared with suspects.
///
/// Each reference is scored against a population made of the other references and of the vocabulary's
/// background, which counts as ``backgroundModels`` more models: with many references the case's own
/// material decides, with one or two the background does.
///
/// - Complexity: To make, O(R²·F) for R references and F features of one channel.
public struct ReferenceSet: Sendable {
  /// How many models the vocabulary's background counts for in the population.
  public static let backgroundModels = 4.0
  /// The channel that the score without a background model is made of.
  public static let channel = Channel.d3

  /// The references, in the order given.
  public let references: [Fingerprint]
  /// References that hold the same outputs under two names.
  public let repeated: [RepeatedReference]

  private let range: Range<Int>
  private let models: [PresenceModel]
  private let consistency: [SelfConsistency]

  /// Checks that the references can be compared with each other and prepares them.
  ///
  /// - Throws: ``ReferenceSetError``.
  public init(_ references: [Fingerprint], vocabulary: Vocabulary) throws {
    try Self.check(references, vocabulary: vocabulary)
    self.references = references
    repeated = RepeatedReference.pairs(in: references)
    let range = vocabulary.layout.range(of: Self.channel)
    self.range = range
    let halves = references.map { reference in
      reference.halves.map { PresenceCounts($0, range) }
    }
    let whole = halves.map { PresenceCounts(adding: $0) }
    let background = vocabulary.documentRates(Self.channel)
    // Added up in the order of names, so that the order given does not reach the last bits of a sum.
    let order = whole.indices.sorted { a, b in
      references[a].header.name.utf8.lexicographicallyPrecedes(references[b].header.name.utf8)
    }
    let populations = whole.indices.map { excluded in
      Self.population(of: order.filter { $0 != excluded }.map { whole[$0] }, background: background)
    }
    models = whole.indices.map { index in
      PresenceModel(
        counts: whole[index].counts, documents: whole[index].documents, population: populations[index])
    }
    let models = self.models
    consistency = whole.indices.map { index in
      SelfConsistency(
        halves: halves[index], population: populations[index],
        others: whole.indices.filter { $0 != index }.map { models[index].score(whole[$0].counts) })
    }
  }

  /// Compares a suspect with every reference: best score first, equal scores in the order of names.
  ///
  /// - Throws: ``ReferenceSetError/mismatch(_:_:)`` if the suspect was fingerprinted with other
  ///   parameters.
  /// - Complexity: O(R·F).
  public func compare(_ suspect: Fingerprint) throws -> [Comparison] {
    try Self.check(suspect, agreesWith: references[0].header.parameters)
    let halves = suspect.halves.map { PresenceCounts($0, range) }
    let counts = PresenceCounts(adding: halves).counts
    var comparisons: [Comparison] = []
    for (index, reference) in references.enumerated() {
      let model = models[index]
      comparisons.append(
        Comparison(
          reference: reference.header, rawScore: model.score(counts),
          halfScores: halves.map { $0.documents > 0 ? model.score($0.counts) : nil },
          consistency: consistency[index],
          overlaps: try ShingleOverlap.overlaps(of: suspect.sketches, in: reference.sketches)))
    }
    return comparisons.sorted { a, b in
      if a.rawScore != b.rawScore { return a.rawScore > b.rawScore }
      return a.reference.name.utf8.lexicographicallyPrecedes(b.reference.name.utf8)
    }
  }

  private static func check(_ references: [Fingerprint], vocabulary: Vocabulary) throws(ReferenceSetError) {
    guard !references.isEmpty else { throw .noReferences }
    let expected = FingerprintParameters(vocabulary: vocabulary)
    var names: Set<String> = []
    for reference in references {
      let name = reference.header.name
      guard names.insert(name).inserted else { throw .repeatedName(name) }
      guard reference.header.documents > 0 else { throw .noDocuments(name) }
      try check(reference, agreesWith: expected)
    }
  }

  private static func check(
    _ fingerprint: Fingerprint, agreesWith expected: FingerprintParameters
  ) throws(ReferenceSetError) {
    do throws(FingerprintMismatch) {
      try expected.check(agreesWith: fingerprint.header.parameters)
    } catch {
      throw .mismatch(fingerprint.header.name, error)
    }
  }

  private static func population(
    of models: [PresenceCounts], background: [Double]
  ) -> [Double] {
    var rates = background.map { $0 * backgroundModels }
    var total = backgroundModels
    for counts in models {
      let documents = Double(counts.documents)
      for feature in rates.indices { rates[feature] += Double(counts.counts[feature]) / documents }
      total += 1
    }
    return rates.map { $0 / total }
  }
}

/// The documents of a set that hold each feature of one channel.
struct PresenceCounts: Sendable {
  let documents: UInt64
  let counts: [UInt64]

  init(_ sums: FeatureSums, _ range: Range<Int>) {
    documents = sums.documents
    counts = sums.features[range].map(\.documents)
  }

  init(adding parts: [PresenceCounts]) {
    documents = parts.reduce(0) { $0 + $1.documents }
    var counts = [UInt64](repeating: 0, count: parts.first?.counts.count ?? 0)
    for part in parts {
      for index in counts.indices { counts[index] += part.counts[index] }
    }
    self.counts = counts
  }
}
