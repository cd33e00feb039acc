/// What a match is, the strongest first.
public enum CopiedTextKind: String, CaseIterable, Sendable {
  /// The words are the same, whatever their case and the punctuation between them.
  case exact
  /// The Jaccard similarity of the shingles reaches the threshold.
  case nearDuplicate = "near-duplicate"
  /// The share of one document's shingles that the other holds reaches the threshold.
  case contained
  /// A run of words of at least the set length is in both.
  case sharedSpan = "shared-span"

  /// The place in the order of strength, from 0.
  public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
