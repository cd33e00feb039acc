public import WhorlKit

/// A document of the suspect that matches, with what is shown of it.
public struct MatchReportDocument: Sendable {
  /// A passage in both texts.
  struct Excerpt: Sendable {
    let suspect: String
    let reference: String
  }

  private(set) var finding: CopiedTextFinding
  let source: String
  let line: Int
  /// For each match, its passages.
  let excerpts: [[Excerpt]]

  /// A document.
  ///
  /// - Parameters:
  ///   - source: The name of the input it is from.
  ///   - line: Its line there, from 1.
  ///   - text: Its text.
  /// - Throws: ``CopiedTextError`` for a reference's text that is damaged.
  public init(
    _ finding: CopiedTextFinding, source: String, line: Int, text: ArraySlice<UInt8>,
    matcher: CopiedTextMatcher
  ) throws {
    self.finding = finding
    self.source = source
    self.line = line
    excerpts = try finding.matches.map { match in
      try match.passages.map { passage in
        let start = text.startIndex
        let own = text[start + passage.suspectBytes.lowerBound..<start + passage.suspectBytes.upperBound]
        let other = try matcher.indexes[match.index].withText(match.document) { bytes in
          let part = bytes.extracting(passage.referenceBytes)
          return part.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        return Excerpt(suspect: String(decoding: own, as: UTF8.self), reference: other ?? "")
      }
    }
  }

  /// The same of a document that stands `count` documents further behind.
  public func moved(by count: Int) -> MatchReportDocument {
    var moved = self
    moved.finding = finding.moved(by: count)
    return moved
  }

  /// How strong the strongest match is; common ones come last.
  var strength: (rank: Int, similarity: Double) {
    guard let best = finding.matches.first(where: { !$0.isCommon }) ?? finding.matches.first else {
      return (99, 0)
    }
    return (
      best.kind.rank + (best.isCommon ? 10 : 0), best.comparison?.jaccard ?? best.jaccardEstimate
    )
  }

  /// How the document is called: by its id, else by its number.
  var label: String { PrintableText.of(finding.id ?? "#\(finding.position)") }
}
