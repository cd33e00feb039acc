public import WhorlKit

/// One model's outputs, as training sees them.
public struct TrainingCorpus: Sendable {
  /// The model's name.
  public let name: String
  /// Models of one family are left out together.
  public let family: String
  /// The model behind the name: corpora of one model under several prompts or settings have one identity
  /// and are never compared as different models.
  public let identity: String
  /// Models of which one is derived from another, or both from a third, have one lineage.
  public let lineage: String
  /// The SHA-256 of each of its inputs.
  public let inputs: [String]
  /// Its documents, in an order that depends on their text alone.
  public let rows: [DocumentRow]

  /// A corpus.
  public init(
    name: String, family: String, identity: String, lineage: String? = nil, inputs: [String],
    rows: [DocumentRow]
  ) {
    self.name = name
    self.family = family
    self.identity = identity
    self.lineage = lineage ?? identity
    self.inputs = inputs
    self.rows = rows
  }

  /// The corpus as rules see it.
  var rules: TrainingCorpus {
    TrainingCorpus(
      name: name, family: family, identity: identity, lineage: lineage, inputs: inputs,
      rows: rows.map(\.rules))
  }

  /// The share of a corpus's texts from which on another that holds them is the same model's.
  private static let sharedTexts = 0.5

  /// The first two corpora of different models that share an input or most of their texts; nil if there are
  /// none. Short answers that many models give are too few to count.
  ///
  /// - Complexity: O(k² · d) for k corpora of d documents.
  static func repeated(in corpora: [TrainingCorpus]) -> (String, String)? {
    let texts = corpora.map { Set($0.rows.map(\.order)) }
    for second in corpora.indices {
      for first in 0..<second where corpora[first].identity != corpora[second].identity {
        let fewer = min(texts[first].count, texts[second].count)
        let shared = texts[first].intersection(texts[second]).count
        let sharesInput = !Set(corpora[first].inputs).isDisjoint(with: corpora[second].inputs)
        if sharesInput || (fewer > 0 && Double(shared) >= sharedTexts * Double(fewer)) {
          return (corpora[first].name, corpora[second].name)
        }
      }
    }
    return nil
  }
}
