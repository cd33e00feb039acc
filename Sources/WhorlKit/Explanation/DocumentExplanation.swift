/// What a suspect's documents show of its score against a reference: where features stand in them, how much the
/// score leans on some of them, and which are most and least like the reference.
///
/// - Complexity: O(n) in the bytes of the documents, plus O(f · axes) for each document of f features.
public struct DocumentExplanation: Sendable {
  /// The documents, in the order given.
  public let documents: [SuspectDocument]
  /// Where each of the features that were asked for stands, in their order.
  public let occurrences: [FeatureOccurrences]
  /// The documents by falling likeness; those without text left out.
  public let likeness: [DocumentLikeness]
  /// The score without a prompt, or without a share of the prompts; nil if there is one group only.
  public let sensitivity: GroupSensitivity?

  /// The most prompts of which each is left out alone; more are dealt out to as many groups as
  /// ``groupCount``.
  public static let promptLimit = 50
  /// The groups that many prompts are dealt out to.
  public static let groupCount = 20

  private static let groupSeed = StableHash.text("whorl/prompt-group", seed: 0)

  /// Explains by `documents`, which are those of the suspect of `explanation`.
  ///
  /// - Parameters:
  ///   - documents: The documents, in any order, which the result keeps.
  ///   - explanation: The score that they are to explain.
  ///   - features: The features to be found in the documents.
  ///   - vocabulary: The vocabulary of `explanation`.
  ///   - placesKept: The most places that are kept of a feature.
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  public init(
    _ documents: [SuspectDocument], explaining explanation: ScoreExplanation,
    features: [FeatureAttribution], vocabulary: Vocabulary, placesKept: Int
  ) throws(TokenizationError) {
    try self.init(
      PlacedDocuments(documents, style: explanation.style, vocabulary: vocabulary), explaining: explanation,
      features: features, vocabulary: vocabulary, placesKept: placesKept)
  }

  /// Explains by documents that were placed by the style of `explanation`, which are those of its suspect.
  ///
  /// - Parameters:
  ///   - suspect: The documents, which the result keeps.
  ///   - explanation: The score that they are to explain.
  ///   - features: The features to be found in the documents.
  ///   - vocabulary: The vocabulary of `explanation`.
  ///   - placesKept: The most places that are kept of a feature.
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  public init(
    _ suspect: PlacedDocuments, explaining explanation: ScoreExplanation,
    features: [FeatureAttribution], vocabulary: Vocabulary, placesKept: Int
  ) throws(TokenizationError) {
    documents = suspect.documents
    var locator = FeatureLocator(features, vocabulary: vocabulary, limit: placesKept)
    for (number, document) in documents.enumerated() { try locator.scan(document.text, number: number) }
    occurrences = locator.found
    let style = explanation.style
    likeness = suspect.placed.map { placed in
      let position = explanation.position(StyleMean([placed.place], axes: style.axes))
      return DocumentLikeness(
        document: placed.document, tokens: Int(placed.tokens),
        score: style.score(suspect: position ?? explanation.suspect, reference: explanation.reference))
    }.sorted { a, b in
      a.score != b.score ? a.score > b.score : a.document < b.document
    }
    sensitivity = Self.sensitivity(suspect.placed, documents, explanation)
  }

  private typealias Placed = PlacedDocuments.Placed

  private static func sensitivity(
    _ placed: [Placed], _ documents: [SuspectDocument], _ explanation: ScoreExplanation
  ) -> GroupSensitivity? {
    var prompts: [[UInt8]: Int] = [:]
    let promptOf = placed.map { item -> Int in
      // Without a prompt a document stands for itself.
      let prompt = documents[item.document].prompt
      let key = prompt.isEmpty ? Array("\0\(item.document)".utf8) : prompt
      let index = prompts[key] ?? prompts.count
      prompts[key] = index
      return index
    }
    let isSingle = prompts.count <= promptLimit
    let groupOf =
      isSingle
      ? promptOf
      : placed.map { item in
        let prompt = documents[item.document].prompt
        let key = prompt.isEmpty ? documents[item.document].text : prompt
        return Int(StableHash.bytes(key.span, seed: groupSeed) % UInt64(groupCount))
      }
    let count = isSingle ? prompts.count : groupCount
    guard count > 1 else { return nil }
    let axes = explanation.style.axes
    var members = [[Int]](repeating: [], count: count)
    for (place, group) in groupOf.enumerated() { members[group].append(place) }
    let total = StyleMean(placed.map(\.place), axes: axes)
    let groups = members.enumerated().compactMap { group, places -> GroupSensitivity.Group? in
      guard let first = places.first, places.count < placed.count else { return nil }
      var rest = total
      rest.remove(StyleMean(places.map { placed[$0].place }, axes: axes))
      guard let position = explanation.position(rest) else { return nil }
      let document = documents[placed[first].document]
      return GroupSensitivity.Group(
        name: !isSingle
          ? String(group)
          : document.prompt.isEmpty ? document.id : String(decoding: document.prompt, as: UTF8.self),
        documents: places.count,
        scoreWithout: explanation.style.score(suspect: position, reference: explanation.reference),
        documentsLeft: rest.documents)
    }
    guard groups.count > 1 else { return nil }
    return GroupSensitivity(
      kind: isSingle ? .prompt : .promptGroup,
      groups: groups.sorted { a, b in
        if a.scoreWithout != b.scoreWithout { return a.scoreWithout < b.scoreWithout }
        return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
      })
  }
}

extension ScoreExplanation {
  /// The position of some documents; nil if they have no weight.
  func position(_ documents: StyleMean) -> StylePosition? {
    documents.position(relativeTo: style.offset)?.relative(to: shift)
  }

  /// The score without each prompt half of `suspect`, for a fingerprint whose documents are not at hand; nil if
  /// a half holds none.
  public func halfSensitivity(_ suspect: Fingerprint) -> GroupSensitivity? {
    guard suspect.halves.count == 2, suspect.halves.allSatisfy({ $0.documents > 0 }) else { return nil }
    let groups = [0, 1].map { half -> GroupSensitivity.Group in
      let rest = suspect.halves[1 - half]
      let shifted = style.position(of: rest).relative(to: shift)
      return GroupSensitivity.Group(
        name: half == 0 ? "a" : "b", documents: Int(suspect.halves[half].documents),
        scoreWithout: style.score(suspect: shifted, reference: reference),
        documentsLeft: Int(rest.documents))
    }
    return GroupSensitivity(
      kind: .half, groups: groups.sorted { $0.scoreWithout < $1.scoreWithout })
  }
}
