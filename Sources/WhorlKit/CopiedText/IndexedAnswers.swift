/// The features of same-prompt overlap that an index keeps of its answers, found by document.
public struct IndexedAnswers: Sendable {
  /// The index.
  public let index: CopiedTextIndex
  /// Where the features of each document begin.
  private let starts: [Int]

  /// The answers of `index`.
  ///
  /// - Complexity: O(n) in its documents.
  public init(_ index: CopiedTextIndex) {
    self.index = index
    let channels = DocumentDigests.channels
    let available = index.features.range.count / 4
    var starts: [Int] = []
    starts.reserveCapacity(index.count + 1)
    var sum = 0
    index.featureCounts.withHalfWords(0, index.count * channels) { counts in
      for document in 0..<index.count {
        starts.append(min(sum, available))
        for channel in 0..<channels { sum += Int(counts[document * channels + channel]) }
      }
    }
    starts.append(min(sum, available))
    self.starts = starts
  }

  /// Calls `body` with the channel's features of a document, ascending; with none where a damaged table
  /// contradicts itself.
  func withFeatures(of document: Int, channel: Int, _ body: (Span<UInt32>) -> Void) {
    let channels = DocumentDigests.channels
    let (before, count) = index.featureCounts.withHalfWords(
      document * channels, document * channels + channel + 1
    ) { counts in
      var before = 0
      for index in 0..<channel { before += Int(counts[index]) }
      return (before, Int(counts[channel]))
    }
    let start = starts[document] + before
    guard start + count <= starts[document + 1] else { return }
    index.features.withHalfWords(start, start + count, body)
  }
}
