/// One model's outputs in the space of a style model, in two prompt halves: what an evaluation draws
/// suspects and references from.
///
/// Made by ``PlacedCorpusBuilder``. No prompt is in both halves.
public struct PlacedCorpus: Sendable, Equatable {
  /// The model's name.
  public let name: String
  /// The model behind the name: corpora of one model under several prompts or settings have one identity
  /// and are never compared as different models.
  public let identity: String
  /// Documents.
  public let documents: Int
  /// Tokens in them.
  public let tokens: Int
  /// Words in them.
  public let words: Int
  /// The SHA-256 of each of its inputs.
  public let inputs: [String]
  /// Whether the background knows this kind of text.
  public let isTypical: Bool
  /// Whether it is of each of the other kinds of text that the background knows.
  public let isTypicalOfDomains: [Bool]
  /// The position of each half, as a reference; nil where it holds no documents.
  public let references: [StylePosition?]
  /// The same in the space of the rules; nil where it was not scanned.
  public let ruleReferences: [StylePosition?]

  /// Whether rules were counted in it.
  var isScanned: Bool { ruleReferences.contains { $0 != nil } }

  /// The documents of each half, by ascending order.
  let halves: [[PlacedDocument]]
  /// The projection of the background's mean.
  let offset: [Double]
  /// The same in the space of the rules.
  let ruleOffset: [Double]

  /// The documents that suspects are drawn from in each half.
  public var halfSizes: [Int] { halves.map(\.count) }

  /// Where its documents as they are lie, for ``DomainEstimator``; nil where a half holds fewer than it needs.
  func place(_ style: StyleModel) -> DomainPlace? {
    let positions = references.compactMap(\.self)
    guard positions.count == halves.count, halfSizes.allSatisfy({ $0 >= BackgroundDomain.leastDocuments })
    else { return nil }
    return DomainPlace(
      style, halves: positions, documents: halves.map { half in half.compactMap { $0.versions.first ?? nil } }
    )
  }

  /// The position of some documents of a half, altered in the way with number `version`; nil if that left
  /// no text.
  ///
  /// - Complexity: O(n · axes).
  func position(of chosen: some Sequence<Int>, half: Int, version: Int) -> StylePosition? {
    let documents = chosen.lazy.compactMap { halves[half][$0].versions[version] }
    return StyleMean(documents, axes: offset.count).position(relativeTo: offset)
  }

  /// The same in the space of the rules; nil if documents were not scanned.
  func rulePosition(of chosen: some Sequence<Int>, half: Int, version: Int) -> StylePosition? {
    let documents = chosen.lazy.compactMap { halves[half][$0].ruleVersions[version] }
    return StyleMean(documents, axes: ruleOffset.count).position(relativeTo: ruleOffset)
  }

  /// The place of `count` documents of a half, drawn without repeats as `seed`, the model's name and
  /// `draw` decide.
  func sample(_ count: Int, half: Int, draw: Int, seed: UInt64) -> [Int] {
    var pool = Array(halves[half].indices)
    guard count < pool.count else { return pool }
    let text = "\(name)/\(half)/\(count)/\(draw)"
    var generator = SplitMix64(seed: StableHash.text(text, seed: seed))
    for index in 0..<count {
      pool.swapAt(index, index + generator.index(below: pool.count - index))
    }
    return pool.prefix(count).sorted()
  }

  /// Whether `other` is of the same model: by identity, or because they share an input.
  public func isSameModel(as other: PlacedCorpus) -> Bool {
    identity.utf8.elementsEqual(other.identity.utf8) || inputs.contains { other.inputs.contains($0) }
  }
}
