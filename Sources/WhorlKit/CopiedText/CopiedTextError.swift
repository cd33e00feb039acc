/// Why copied text cannot be looked for as asked.
public enum CopiedTextError: Error, Equatable, CustomStringConvertible {
  /// A threshold that is none.
  case threshold(Double)
  /// A weight that is none.
  case weight(Double)
  /// More documents than their numbers can count.
  case tooManyDocuments
  /// A text whose checksum does not match, found out when it was read.
  case damagedText(index: String, document: Int)
  /// Two indexes that were made differently.
  case mismatch(field: String, ours: String, theirs: String, remedy: String)

  /// What is wrong and what would help.
  public var description: String {
    switch self {
    case .threshold(let value): "the threshold \(value) is not a Jaccard similarity from 0.02 to 1"
    case .weight(let value): "the weight \(value) is not a share from 0 to 1"
    case .tooManyDocuments:
      "more than \(UInt32.max - 1) documents do not fit one index: make several"
    case .damagedText(let index, let document):
      "\(index) is damaged in its section 'texts' (document \(document): checksum does not match): fetch it "
        + "again, or make it again with 'whorl index'"
    case .mismatch(let field, let ours, let theirs, let remedy):
      "\(field) is \(theirs) and not \(ours): \(remedy)"
    }
  }
}
