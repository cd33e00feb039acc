/// One n-gram of a vocabulary.
public struct VocabularyFeature: Sendable, Equatable {
  /// Its hash under the channel's seed.
  public let hash: UInt64
  /// The background documents that hold it.
  public let documents: UInt64
  /// What it looks like: its text, with `•` for masked content, `0` for a masked number, `⏎` and `¶`
  /// for line and paragraph ends.
  public let text: String

  /// A feature.
  public init(hash: UInt64, documents: UInt64, text: String) {
    self.hash = hash
    self.documents = documents
    self.text = text
  }
}
