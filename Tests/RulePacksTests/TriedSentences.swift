@testable import RulePacks

/// The sentences of a text as trying every place gives them.
enum TriedSentences {
  /// Those with content, without white space at their edges.
  static func all(in text: Span<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start < text.count {
      var end = start + 1
      while end < text.count, !SentenceBreaks.isBreak(at: end, in: text) { end += 1 }
      if SentenceBreaks.hasContent(start..<end, in: text) {
        result.append(SentenceBreaks.trimmed(start..<end, in: text))
      }
      start = end
    }
    return result
  }
}
