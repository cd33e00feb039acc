/// Shared runs that follow one another in both texts with few words between them: one passage, perhaps
/// reworded here and there.
public struct CopiedPassage: Sendable, Equatable {
  /// Words between two runs of one passage, at most, on either side.
  static let gap = 12

  /// The passage in the suspect's text, as bytes.
  public let suspectBytes: Range<Int>
  /// The passage in the reference's text, as bytes.
  public let referenceBytes: Range<Int>
  /// The runs, as bytes of the suspect's and the reference's text.
  public let runs: [(suspect: Range<Int>, reference: Range<Int>, words: Int)]
  /// The words of the suspect that are in the runs.
  public let words: Int
  /// The number of references in which most of its words are found in shared runs.
  public let references: Int
  /// Whether that is more than the set share of all references: common, and no evidence.
  public let isCommon: Bool
  /// ln((R + 1) / n) / ln(R + 1) for R references of which n hold it: 1 for a passage of one reference, and
  /// the less the more have it.
  public let weight: Double

  /// Two passages are equal if all their parts are.
  public static func == (a: CopiedPassage, b: CopiedPassage) -> Bool {
    a.suspectBytes == b.suspectBytes && a.referenceBytes == b.referenceBytes && a.words == b.words
      && a.references == b.references && a.isCommon == b.isCommon
      && a.runs.elementsEqual(b.runs) { $0 == $1 }
  }
}
