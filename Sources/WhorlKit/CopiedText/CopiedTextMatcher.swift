/// Finds, for documents of a suspect, those of references that share text with them: candidates from the
/// indexes, then what is verified of them.
///
/// ```swift
/// let matcher = CopiedTextMatcher(indexes: [index], thresholds: CopiedTextThresholds())
/// let findings = try matcher.findings(in: digests, prompts: prompts)
/// ```
///
/// A value of constants: any number of threads may use it.
public struct CopiedTextMatcher: Sendable {
  /// Candidates that are verified of one document of the suspect, and four more for each reference.
  public static let candidateLimit = 64

  /// The indexes, in the order given.
  public let indexes: [CopiedTextIndex]
  /// From where on documents match.
  public let thresholds: CopiedTextThresholds
  /// The names of the references, in order of first document.
  public let references: [String]
  /// Whether a document is looked for in its own corpus: then it is not its own match.
  public let skipsItself: Bool

  /// For each index and each of its runs, the number of its name.
  let nameOf: [[Int]]
  /// For each index and each of its runs, the position of its first document among those of its name.
  private let firstPosition: [[Int]]
  private let rules: [CopiedTextIndex.CandidateRule]

  /// A matcher.
  public init(
    indexes: [CopiedTextIndex], thresholds: CopiedTextThresholds, skipsItself: Bool = false
  ) {
    self.indexes = indexes
    self.thresholds = thresholds
    self.skipsItself = skipsItself
    var names: [String] = []
    var nameOf: [[Int]] = []
    var firstPosition: [[Int]] = []
    var counts: [Int] = []
    for index in indexes {
      var numbers: [Int] = []
      var positions: [Int] = []
      for reference in index.header.references {
        let number = names.firstIndex(of: reference.name) ?? names.count
        if number == names.count {
          names.append(reference.name)
          counts.append(0)
        }
        numbers.append(number)
        positions.append(counts[number])
        counts[number] += reference.documents.count
      }
      nameOf.append(numbers)
      firstPosition.append(positions)
    }
    references = names
    self.nameOf = nameOf
    self.firstPosition = firstPosition
    let seeds = min(2, max(1, Winnowing.guaranteedSeeds(run: thresholds.run)))
    rules = indexes.map { index in
      CopiedTextIndex.CandidateRule(
        bands: index.header.parameters.bands.requiredBands(jaccard: thresholds.jaccard), seeds: seeds)
    }
  }

  /// A document of a reference to be verified.
  private struct Suspicion {
    let index: Int
    let candidate: CopiedTextCandidate
    let isExact: Bool
  }

  /// What is known of one content of one index.
  private struct Verified {
    let suspicion: Suspicion
    let comparison: TextComparison?
    /// What signatures say of the similarity, where nothing better is known.
    let estimate: Double?
    let seedShare: Double
    let kind: CopiedTextKind?
    /// The references that hold it.
    let holders: [Holder]
  }

  /// A reference that holds a content, with its first document that has it, and how many there are.
  private struct Holder {
    let name: Int
    let document: Int
    let position: Int
    let copies: Int
  }

  /// The findings for each document of `batch`, which keeps its texts, in its order.
  ///
  /// - Parameters:
  ///   - batch: The documents.
  ///   - prompts: The prompt of each document, empty where it has none.
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  public func findings(
    in batch: DocumentDigests, prompts: [[UInt8]]
  ) throws -> [CopiedTextFinding] {
    var suspicions = [[Suspicion]](repeating: [], count: batch.count)
    for (number, index) in indexes.enumerated() {
      index.forEachCandidates(of: batch, rule: rules[number]) { document, candidates in
        let content = batch.contents[document]
        var isFound = false
        for candidate in candidates {
          let isExact = content != 0 && index.contentHash(candidate.document) == content
          isFound = isFound || isExact
          suspicions[document].append(Suspicion(index: number, candidate: candidate, isExact: isExact))
        }
        // Documents without shingles, or without any but echoes, are found by their words alone.
        if !isFound, let first = index.holders(ofContent: content).first {
          suspicions[document].append(
            Suspicion(
              index: number, candidate: CopiedTextCandidate(document: first.document, bands: 0, seeds: 0),
              isExact: true))
        }
      }
    }
    var findings: [CopiedTextFinding] = []
    for document in 0..<batch.count {
      findings.append(try finding(batch, document, prompt: prompts[document], &suspicions[document]))
    }
    return findings
  }

  private func finding(
    _ batch: DocumentDigests, _ document: Int, prompt: [UInt8], _ suspicions: inout [Suspicion]
  ) throws -> CopiedTextFinding {
    let id = batch.id(document)
    let removesEchoes = indexes.first?.header.parameters.removesEchoes ?? true
    var echo = PromptEcho()
    if removesEchoes, !prompt.isEmpty { echo = PromptEcho(of: try WordSequence(prompt.span)) }
    guard !suspicions.isEmpty else {
      // Nothing is compared, so that the words need not be read again.
      return CopiedTextFinding(
        position: document, id: id, words: Int(batch.words[document]), echoedWords: 0, matches: [],
        furtherMatches: 0, unverified: 0)
    }
    let sequence = try batch.sequence(document)
    let echoed = echo.ranges(in: sequence)
    let echoedWords = echoed.reduce(0) { $0 + $1.count }
    let limit = Self.candidateLimit + 4 * references.count
    var unverified = 0
    if suspicions.count > limit {
      suspicions.sort { a, b in
        let (first, second) = (Self.strength(a), Self.strength(b))
        if first != second { return first > second }
        return a.index != b.index ? a.index < b.index : a.candidate.document < b.candidate.document
      }
      unverified = suspicions.count - limit
      suspicions.removeLast(unverified)
    }
    // A copy of little but the prompt is an echo.
    let isEcho = echoedWords > 0 && sequence.count - echoedWords < WordSequence.shingleLength
    var comparer = TextComparer(sequence, without: echo)
    var verified: [Verified] = []
    var coverage = CopiedTextCoverage(words: sequence.count, references: references.count)
    var shared = WordSequence()
    for suspicion in suspicions where !isEcho {
      let result = try verify(suspicion, batch, document, &comparer, &shared)
      let spans =
        suspicion.isExact ? [0..<sequence.count] : result.comparison?.spans.map(\.suspectWords) ?? []
      for holder in result.holders { coverage.add(spans, reference: holder.name) }
      if result.kind != nil { verified.append(result) }
    }
    let (matches, further) = try matches(
      verified, sequence, coverage: coverage, batch, document, &comparer)
    return CopiedTextFinding(
      position: document, id: id, words: sequence.count, echoedWords: echoedWords, matches: matches,
      furtherMatches: further, unverified: unverified)
  }

  private static func strength(_ suspicion: Suspicion) -> Int {
    (suspicion.isExact ? 1 << 20 : 0) + 2 * suspicion.candidate.bands + suspicion.candidate.seeds
  }

  /// Compares a suspicion.
  private func verify(
    _ suspicion: Suspicion, _ batch: DocumentDigests, _ document: Int, _ comparer: inout TextComparer,
    _ words: inout WordSequence
  ) throws -> Verified {
    let index = indexes[suspicion.index]
    let found = suspicion.candidate.document
    let ownSeeds = batch.seedCount(document)
    let share = ownSeeds > 0 ? min(1, Double(suspicion.candidate.seeds) / Double(ownSeeds)) : 0
    let comparison = try index.withText(found) { text in
      try words.read(text, keepsPlaces: false)
      return comparer.compare(words)
    }
    // Signatures lie in columns, so that reading one costs more than comparing the texts.
    let estimate = comparison == nil ? estimate(suspicion, batch, document) : nil
    let kind =
      comparison.map { thresholds.kind(of: $0) }
      ?? (suspicion.isExact
        ? .exact
        : estimatedKind(jaccard: estimate ?? 0, seedShare: share, seeds: suspicion.candidate.seeds))
    let isOfUse = kind != nil || comparison?.spans.isEmpty == false
    return Verified(
      suspicion: suspicion, comparison: comparison, estimate: estimate, seedShare: share, kind: kind,
      holders: isOfUse ? holders(suspicion) : [])
  }

  private func estimate(_ suspicion: Suspicion, _ batch: DocumentDigests, _ document: Int) -> Double {
    suspicion.isExact
      ? 1
      : indexes[suspicion.index].jaccardEstimate(
        suspicion.candidate.document, batch.signatures, at: document * MinHashSignature.valueCount)
  }

  private func holders(_ suspicion: Suspicion) -> [Holder] {
    let index = indexes[suspicion.index]
    return index.holders(ofContent: index.contentHash(suspicion.candidate.document)).map { holder in
      let run = index.header.references[holder.reference]
      return Holder(
        name: nameOf[suspicion.index][holder.reference], document: holder.document,
        position: firstPosition[suspicion.index][holder.reference] + holder.document
          - run.documents.lowerBound, copies: holder.copies)
    }
  }

  /// The kind that signatures and seeds speak for where there is no text to verify it with.
  private func estimatedKind(jaccard: Double, seedShare: Double, seeds: Int) -> CopiedTextKind? {
    if jaccard >= max(thresholds.jaccard, 3 / Double(MinHashSignature.valueCount)) { return .nearDuplicate }
    if seedShare >= thresholds.containment, seeds >= 2 { return .contained }
    return seeds >= max(2, Winnowing.guaranteedSeeds(run: thresholds.run)) ? .sharedSpan : nil
  }

  /// The best match of each reference, the strongest first, and how many more there are.
  private func matches(
    _ verified: [Verified], _ sequence: WordSequence, coverage: CopiedTextCoverage,
    _ batch: DocumentDigests, _ document: Int, _ comparer: inout TextComparer
  ) throws -> ([CopiedTextMatch], Int) {
    let promptKey = batch.prompts[document]
    var best: [Int: (verified: Int, holder: Int)] = [:]
    var further = 0
    let ordered = verified.indices.sorted { Self.isStronger(verified[$0], verified[$1]) }
    for number in ordered {
      for (place, holder) in verified[number].holders.enumerated() {
        further += holder.copies
        if best[holder.name] == nil { best[holder.name] = (number, place) }
      }
    }
    var matches: [(rank: Int, match: CopiedTextMatch)] = []
    for name in references.indices {
      guard let (number, place) = best[name] else { continue }
      let result = verified[number]
      let holder = result.holders[place]
      further -= holder.copies
      let index = indexes[result.suspicion.index]
      guard let kind = result.kind else { continue }
      var comparison = result.comparison
      var words = WordSequence()
      if comparison != nil {
        _ = try index.withText(holder.document) { try words.read($0) }
        // Equal words, but perhaps in other places.
        if holder.document != result.suspicion.candidate.document { comparison = comparer.compare(words) }
      }
      let passages = comparison.map { self.passages($0, sequence, words, coverage) } ?? []
      let isCommon =
        passages.isEmpty
        ? thresholds.isCommon(coverage.holders(of: 0..<sequence.count), of: references.count)
        : passages.allSatisfy(\.isCommon)
      matches.append(
        (
          ordered.firstIndex(of: number) ?? 0,
          CopiedTextMatch(
            reference: name, index: result.suspicion.index, document: holder.document,
            id: index.id(holder.document), position: holder.position, kind: kind,
            comparison: comparison,
            jaccardEstimate: result.estimate ?? estimate(result.suspicion, batch, document),
            seedShare: result.seedShare,
            distinctiveRun: comparison.map { comparison in
              comparison.spans.reduce(0) { max($0, coverage.distinctiveRun(in: $1.suspectWords, thresholds)) }
            },
            passages: passages, copies: holder.copies,
            sharesPrompt: promptKey != 0 && index.promptKey(holder.document) == promptKey,
            isCommon: isCommon)
        ))
    }
    matches.sort { $0.rank != $1.rank ? $0.rank < $1.rank : $0.match.reference < $1.match.reference }
    return (matches.map(\.match), further)
  }

  /// Whether `a` says more of a copy: the same words before anything else, then what shares more shingles, whatever
  /// kind of match it is called. One sentence in common makes short texts near-duplicates, and a text of which a
  /// third was copied in one run is only a shared span.
  private static func isStronger(_ a: Verified, _ b: Verified) -> Bool {
    if (a.kind == nil) != (b.kind == nil) { return a.kind != nil }
    if (a.kind == .exact) != (b.kind == .exact) { return a.kind == .exact }
    let (shared, otherShared) = (a.comparison?.sharedShingles ?? -1, b.comparison?.sharedShingles ?? -1)
    if shared != otherShared { return shared > otherShared }
    let (first, second) = (a.kind?.rank ?? 9, b.kind?.rank ?? 9)
    if first != second { return first < second }
    let (x, y) = (a.comparison?.jaccard ?? a.estimate ?? 0, b.comparison?.jaccard ?? b.estimate ?? 0)
    if x != y { return x > y }
    let (run, otherRun) = (a.comparison?.longestRun ?? 0, b.comparison?.longestRun ?? 0)
    if run != otherRun { return run > otherRun }
    if a.suspicion.index != b.suspicion.index { return a.suspicion.index < b.suspicion.index }
    return a.suspicion.candidate.document < b.suspicion.candidate.document
  }

  private func passages(
    _ comparison: TextComparison, _ suspect: WordSequence, _ other: WordSequence,
    _ coverage: CopiedTextCoverage
  ) -> [CopiedPassage] {
    var spans = comparison.spans
    if spans.isEmpty, comparison.isExact, suspect.count > 0 {
      spans = [SharedSpan(suspectWords: 0..<suspect.count, referenceWords: 0..<suspect.count)]
    }
    var passages: [CopiedPassage] = []
    var first = 0
    while first < spans.count {
      var last = first
      while last + 1 < spans.count, Self.follows(spans[last + 1], spans[last]) { last += 1 }
      let runs = spans[first...last]
      let words = runs.reduce(0) { $0 + $1.count }
      let holders = coverage.holders(of: runs.map(\.suspectWords))
      let total = Double(references.count + 1)
      let weight =
        references.count < 2
        ? 1
        : ElementaryFunctions.naturalLogarithm(total / Double(max(holders, 1)))
          / ElementaryFunctions.naturalLogarithm(total)
      passages.append(
        CopiedPassage(
          suspectBytes: suspect.bytes(
            spans[first].suspectWords.lowerBound..<spans[last].suspectWords.upperBound),
          referenceBytes: other.bytes(
            spans[first].referenceWords.lowerBound..<spans[last].referenceWords.upperBound),
          runs: runs.map {
            (suspect.bytes($0.suspectWords), other.bytes($0.referenceWords), $0.count)
          }, words: words, references: holders,
          isCommon: thresholds.isCommon(holders, of: references.count), weight: weight))
      first = last + 1
    }
    return passages
  }

  private static func follows(_ next: SharedSpan, _ last: SharedSpan) -> Bool {
    let suspectGap = next.suspectWords.lowerBound - last.suspectWords.upperBound
    let referenceGap = next.referenceWords.lowerBound - last.referenceWords.upperBound
    return suspectGap <= CopiedPassage.gap && (0...CopiedPassage.gap).contains(referenceGap)
  }
}
