/// A passage of a document with what stands around it. All three texts are from outside.
public struct PassageInContext: Sendable, Equatable {
  /// The document's id, or its number from 0.
  public var document: String
  /// Where the passage starts in the document's text, in bytes of UTF-8.
  public var start: Int
  /// Text before it.
  public var before: String
  /// The passage.
  public var passage: String
  /// Text after it.
  public var after: String

  /// A passage.
  public init(document: String, start: Int, before: String, passage: String, after: String) {
    self.document = document
    self.start = start
    self.before = before
    self.passage = passage
    self.after = after
  }
}
