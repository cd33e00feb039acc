/// A suspect's documents, each counted and placed in a style's space once, for explanations of its scores against
/// several references.
///
/// - Complexity: O(n) in the bytes of the documents, plus O(f · axes) for each document of f features.
public struct PlacedDocuments: Sendable {
  /// A document with text.
  struct Placed: Sendable {
    /// Its place in ``documents``.
    let document: Int
    let tokens: UInt64
    /// Where it lies.
    let place: StyleDocument
  }

  /// The documents, in the order given.
  public let documents: [SuspectDocument]
  /// Those with text, in their order.
  let placed: [Placed]
  /// The style that they are placed by.
  let style: StyleModel

  /// Places `documents`.
  ///
  /// - Parameters:
  ///   - documents: The documents, in any order, which the result keeps.
  ///   - style: The style of the scores that are to be explained.
  ///   - vocabulary: The vocabulary of the style.
  /// - Throws: ``TokenizationError`` for a document that is too long to index.
  public init(
    _ documents: [SuspectDocument], style: StyleModel, vocabulary: Vocabulary
  ) throws(TokenizationError) {
    var counter = DocumentCounter(vocabulary: vocabulary)
    counter.keepsRows = true
    var sums = counter.empty
    var replaced: UInt64 = 0
    var placed: [Placed] = []
    for (number, document) in documents.enumerated() {
      let before = sums.tokens
      guard try counter.add(document.text.span, to: &sums, replaced: &replaced), let row = counter.row else {
        continue
      }
      placed.append(
        Placed(document: number, tokens: sums.tokens - before, place: style.document(row)))
    }
    self.documents = documents
    self.placed = placed
    self.style = style
  }
}
