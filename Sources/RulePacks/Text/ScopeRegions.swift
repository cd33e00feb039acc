/// The parts of a text that scopes stand for. Sentences are found once, from the front and from the back, and only as
/// many as some scope needs.
struct ScopeRegions {
  private var whole: Range<Int>?
  /// The start of the first sentence, and the ends of the first ones.
  private var frontStart = 0
  private var frontEnds: [Int] = []
  private var frontPosition = 0
  private var cursor = BreakCursor()
  private var isASCII = false
  /// The end of the last sentence, and the starts of the last ones, the last first.
  private var backEnd = 0
  private var backStarts: [Int] = []
  private var backPosition: Int?

  /// Forgets the text. What is told of the next one spares looking for it.
  ///
  /// - Parameters:
  ///   - isASCII: Whether all bytes of the next text are known to be ASCII.
  ///   - sentences: All of its sentences, if they are known.
  mutating func reset(isASCII: Bool = false, sentences: [Range<Int>]? = nil) {
    self.isASCII = isASCII
    whole = nil
    frontEnds.removeAll(keepingCapacity: true)
    frontPosition = 0
    cursor = BreakCursor(isASCII: isASCII)
    backStarts.removeAll(keepingCapacity: true)
    backPosition = nil
    guard let sentences, !sentences.isEmpty else { return }
    // Should more be asked for, they are looked for from there on.
    for sentence in sentences.prefix(Self.fewSentences) {
      if frontEnds.isEmpty { frontStart = sentence.lowerBound }
      frontEnds.append(sentence.upperBound)
      frontPosition = sentence.upperBound
    }
    for sentence in sentences.suffix(Self.fewSentences).reversed() {
      if backStarts.isEmpty { backEnd = sentence.upperBound }
      backStarts.append(sentence.lowerBound)
      backPosition = sentence.lowerBound
    }
  }

  /// As many as scopes ask for.
  private static let fewSentences = 6

  /// The part of `text` that `scope` stands for. The text is the same in all calls until ``reset()``.
  ///
  /// - Complexity: O(*n*) in the bytes of sentences that no call before has read.
  mutating func range(of scope: RuleScope, in text: Span<UInt8>) -> Range<Int> {
    switch scope {
    case .anywhere:
      if let whole { return whole }
      let range = SentenceBreaks.trimmed(0..<text.count, in: text)
      whole = range
      return range
    case .firstSentences(let count): return first(max(1, count), in: text)
    case .tail(let count): return last(max(1, count), in: text)
    }
  }

  private mutating func first(_ count: Int, in text: Span<UInt8>) -> Range<Int> {
    while frontEnds.count < count, frontPosition < text.count {
      let end = cursor.next(from: frontPosition + 1, in: text)
      if SentenceBreaks.hasContent(frontPosition..<end, in: text) {
        let sentence = SentenceBreaks.trimmed(frontPosition..<end, in: text)
        if frontEnds.isEmpty { frontStart = sentence.lowerBound }
        frontEnds.append(sentence.upperBound)
      }
      frontPosition = end
    }
    return frontEnds.isEmpty ? 0..<0 : frontStart..<frontEnds[min(count, frontEnds.count) - 1]
  }

  private mutating func last(_ count: Int, in text: Span<UInt8>) -> Range<Int> {
    var end = backPosition ?? text.count
    while backStarts.count < count, end > 0 {
      let start = BreakCursor.last(upTo: end - 1, in: text, isASCII: isASCII)
      if SentenceBreaks.hasContent(start..<end, in: text) {
        let sentence = SentenceBreaks.trimmed(start..<end, in: text)
        if backStarts.isEmpty { backEnd = sentence.upperBound }
        backStarts.append(sentence.lowerBound)
      }
      end = start
    }
    backPosition = end
    return backStarts.isEmpty ? 0..<0 : backStarts[min(count, backStarts.count) - 1]..<backEnd
  }
}
