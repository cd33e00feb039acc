/// One of the user's models in an evaluation.
public struct EvaluatedCorpus: Sendable {
  let name: String
  let documents: Int
  let tokens: Int
  let inputs: [String]
  let seenAs: String?
  let isTypical: Bool?

  /// A model.
  ///
  /// - Parameters:
  ///   - inputs: The SHA-256 of each of its inputs.
  ///   - seenAs: The name of the background's model that shares an input with it.
  ///   - isTypical: Whether the background knows its kind of text; nil if that was not looked at.
  public init(
    name: String, documents: Int, tokens: Int, inputs: [String], seenAs: String?, isTypical: Bool?
  ) {
    self.name = name
    self.documents = documents
    self.tokens = tokens
    self.inputs = inputs
    self.seenAs = seenAs
    self.isTypical = isTypical
  }
}
