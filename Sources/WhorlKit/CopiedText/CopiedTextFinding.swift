/// What was found of one document of the suspect.
public struct CopiedTextFinding: Sendable, Equatable {
  /// The number of the document, from 0.
  public internal(set) var position: Int
  /// Its id.
  public let id: String?
  /// Its words.
  public let words: Int
  /// Words that repeat its own prompt.
  public let echoedWords: Int
  /// The best match with each reference, the strongest first.
  public let matches: [CopiedTextMatch]
  /// Further documents of these references that match.
  public let furtherMatches: Int
  /// Candidates that were left unverified because there were too many.
  public let unverified: Int

  /// The same of a document that stands `count` documents further behind.
  public func moved(by count: Int) -> CopiedTextFinding {
    var moved = self
    moved.position += count
    return moved
  }

  /// The strongest kind of match that is not common; nil if there is none.
  public var kind: CopiedTextKind? {
    matches.lazy.filter { !$0.isCommon }.map(\.kind).min { $0.rank < $1.rank }
  }
}
