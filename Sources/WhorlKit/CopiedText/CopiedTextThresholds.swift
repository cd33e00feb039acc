/// From where on documents count as matching.
public struct CopiedTextThresholds: Sendable, Equatable {
  /// The least Jaccard similarity of a near-duplicate.
  public var jaccard: Double
  /// The least share of a contained document's shingles.
  public var containment: Double
  /// The least words of a shared span.
  public var run: Int
  /// The share of references from which on what is found in more of them is common.
  public var commonShare: Double

  /// The least shared shingles of a contained document: three words are contained in much.
  public static let leastContainedShingles = 8
  /// References that must hold a passage before it can be called common.
  public static let leastCommonReferences = 3
  /// The default of ``jaccard``: what three documents in ten changed words keep.
  public static let defaultJaccard = 0.05

  /// Thresholds.
  public init(
    jaccard: Double = defaultJaccard, containment: Double = 0.5, run: Int = 25, commonShare: Double = 0.25
  ) {
    self.jaccard = jaccard
    self.containment = containment
    self.run = run
    self.commonShare = commonShare
  }

  /// The kind of match that a comparison amounts to; nil if it reaches no threshold.
  ///
  /// Where several are reached, the one that says what happened: a document that lies in one of a quarter
  /// more shingles is contained, and where one run makes most of what is shared by documents that are not
  /// alike otherwise, it is a shared span.
  public func kind(of comparison: TextComparison) -> CopiedTextKind? {
    if comparison.isExact { return .exact }
    let shared = comparison.sharedShingles
    let similarity = shared > 0 ? comparison.jaccard ?? 0 : 0
    let isSimilar = shared > 0 && similarity >= jaccard
    let containments = (comparison.suspectContainment ?? 0, comparison.referenceContainment ?? 0)
    let isContained =
      max(containments.0, containments.1) >= containment && shared >= Self.leastContainedShingles
    let hasRun = comparison.longestRun >= run
    guard isSimilar else { return isContained ? .contained : hasRun ? .sharedSpan : nil }
    let sizes = (comparison.suspectShingles, comparison.referenceShingles)
    let isInside =
      isContained && max(containments.0, containments.1) >= Self.insideShare
      && 4 * max(sizes.0, sizes.1) >= 5 * min(sizes.0, sizes.1)
    if isInside { return .contained }
    let ofRun = comparison.longestRun - WordSequence.shingleLength + 1
    return hasRun && similarity < Self.alike && 2 * ofRun >= shared ? .sharedSpan : .nearDuplicate
  }

  /// The share of a document's shingles from which on it lies in another one.
  private static let insideShare = 0.8
  /// The Jaccard similarity from which on documents are alike as a whole.
  private static let alike = 0.5

  /// Whether what `count` of `references` hold is common.
  func isCommon(_ count: Int, of references: Int) -> Bool {
    count >= Self.leastCommonReferences && Double(count) > commonShare * Double(references)
  }
}
