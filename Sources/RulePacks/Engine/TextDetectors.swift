internal import CTextScanning

/// The built-in detectors; see `docs/rule-packs.md`.
struct TextDetectors {
  private var repeated = RepeatedSentences()

  /// The hits of `detector` in `text`, by place.
  ///
  /// - Parameters:
  ///   - traits: Those of `text`.
  ///   - sentences: All sentences of the text, for ``BuiltInDetector/repeatedSentence(minimumWords:minimumCount:)``.
  ///   - isFiltered: Whether texts that cannot have a hit are left out by their traits first; hits are the same.
  /// - Complexity: O(*n*) for *n* bytes.
  mutating func hits(
    of detector: BuiltInDetector, in text: Span<UInt8>, _ traits: TextTraits, _ sentences: [Range<Int>],
    isFiltered: Bool
  ) -> [Range<Int>] {
    if isFiltered, !mayHold(detector, text, traits) { return [] }
    let hits =
      switch detector {
      case .repeatedSentence(let words, let count):
        repeated.hits(
          of: sentences, in: text, minimumWords: words, minimumCount: count, isFiltered: isFiltered)
      case .truncatedEnding(let words): Self.truncatedEnding(in: text, minimumWords: words)
      case .scriptLeak(let script, let share, let letters):
        Self.scriptLeaks(in: text, script: script, share: share, minimumLetters: letters)
      case .mojibake: Self.mojibake(in: text)
      case .wordCount(let bounds): Self.wordCount(in: text, bounds: bounds)
      }
    return hits.count > RuleScanner.maximumHits ? Array(hits.prefix(RuleScanner.maximumHits)) : hits
  }

  /// False only if `text` has no hit.
  private func mayHold(
    _ detector: BuiltInDetector, _ text: Span<UInt8>, _ traits: TextTraits
  ) -> Bool {
    switch detector {
    case .scriptLeak(let script, let share, _):
      // A text without letters beyond ASCII is Latin through and through.
      guard let leads = script.leadBytes else { return traits.hasLeads || share <= 0 }
      return traits.mayHold(leads)
    case .mojibake: return traits.mayHold(0xC3...0xC3) || traits.mayHold(0xEF...0xEF)
    case .repeatedSentence, .truncatedEnding, .wordCount: return true
    }
  }

  private static func truncatedEnding(in text: Span<UInt8>, minimumWords: Int) -> [Range<Int>] {
    let whole = SentenceBreaks.trimmed(0..<text.count, in: text)
    guard let last = whole.last else { return [] }
    // Prose stops with a letter, a digit or a comma where it stops in the middle. Most texts do not, so that their
    // last line need not be read.
    let byte = text[last]
    let isOpen: Bool
    if byte < 0x80 {
      isOpen = isWord(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
    } else {
      isOpen = WordTail.isLetter(endingAt: whole.upperBound, in: text)
    }
    guard isOpen else { return [] }
    var start = whole.upperBound
    while start > whole.lowerBound, text[start - 1] != 0x0A { start -= 1 }
    let line = SentenceBreaks.trimmed(start..<whole.upperBound, in: text)
    let part = text.extracting(line)
    guard words(in: part, atMost: minimumWords) >= minimumWords, !isListOrTable(part) else { return [] }
    var word = whole.upperBound
    while word > line.lowerBound, !isSpace(text[word - 1]) { word -= 1 }
    return [word..<whole.upperBound]
  }

  /// A line that need not end in a full stop: a heading, an item, a row, code.
  private static func isListOrTable(_ line: Span<UInt8>) -> Bool {
    let first = line[0]
    if [UInt8(ascii: "#"), 0x7C, 0x60, UInt8(ascii: ">")].contains(first) { return true }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") { return true }
    return line.count > 3 && line[0] == 0xE2 && line[1] == 0x80 && line[2] == 0xA2
  }

  private static func scriptLeaks(
    in text: Span<UInt8>, script: WritingScript, share: Double, minimumLetters: Int
  ) -> [Range<Int>] {
    var letters = 0
    var latin = 0
    var runs: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let byte = text[unchecked: index]
      if byte < 0x80 {
        let isLetter = (byte | 0x20) &- 0x61 < 26
        latin += isLetter ? 1 : 0
        letters += isLetter ? 1 : 0
        if isLetter, script == .latin { append(index..<(index + 1), to: &runs) }
        index += 1
        continue
      }
      let (scalar, width) = decode(at: index, in: text)
      if script.contains(scalar) {
        letters += 1
        latin += script == .latin ? 1 : 0
        append(index..<(index + width), to: &runs)
      } else if WritingScript.isLatin(scalar) {
        letters += 1
        latin += 1
      } else if WritingScript.allCases.contains(where: { $0.contains(scalar) }) {
        letters += 1
      }
      index += width
    }
    let main = script == .latin ? letters - latin : latin
    guard letters >= minimumLetters, Double(main) >= share * Double(letters) else { return [] }
    return runs
  }

  private static func append(_ range: Range<Int>, to runs: inout [Range<Int>]) {
    if let last = runs.last, last.upperBound == range.lowerBound {
      runs[runs.count - 1] = last.lowerBound..<range.upperBound
    } else if runs.count <= RuleScanner.maximumHits {
      runs.append(range)
    }
  }

  /// UTF-8 in Windows-1252: a lead byte of two as U+00C2 or U+00C3, or of three as U+00E2 and U+20AC, then what
  /// continuation bytes became.
  private static func mojibake(in text: Span<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = 0
    while true {
      index = nextByteOfMojibake(in: text, from: index)
      guard index + 2 < text.count else { break }
      let byte = text[index]
      var width = 0
      if byte == 0xEF, text[index + 1] == 0xBF, text[index + 2] == 0xBD {
        width = 3
      } else if byte == 0xC3, text[index + 1] == 0x82 || text[index + 1] == 0x83, text[index + 2] == 0xC2,
        index + 3 < text.count
      {
        width = 4
      } else if byte == 0xC3, text[index + 1] == 0xA2, index + 4 < text.count, text[index + 2] == 0xE2,
        text[index + 3] == 0x82, text[index + 4] == 0xAC
      {
        width = 5
        if index + 5 < text.count { width += decode(at: index + 5, in: text).width }
      }
      if width > 0, index + width <= text.count {
        append(index..<(index + width), to: &runs)
        index += width
      } else {
        index += 1
      }
    }
    return runs
  }

  /// The next byte that mojibake may begin with, or the end.
  private static func nextByteOfMojibake(in text: Span<UInt8>, from position: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      bytesOfMojibake.withUnsafeBufferPointer {
        whorl_next_special(text.baseAddress, text.count, position, $0.baseAddress, 1)
      }
    }
  }

  /// 1 for each byte that mojibake may begin with.
  private static let bytesOfMojibake: [UInt8] = (0...255).map { $0 == 0xC3 || $0 == 0xEF ? 1 : 0 }

  private static func wordCount(in text: Span<UInt8>, bounds: ClosedRange<Int>) -> [Range<Int>] {
    let limit = bounds.upperBound == .max ? bounds.lowerBound : bounds.upperBound + 1
    let count = words(in: text, atMost: limit)
    guard bounds.contains(count) else { return [] }
    let whole = SentenceBreaks.trimmed(0..<text.count, in: text)
    return whole.isEmpty ? [] : [whole]
  }

  /// Words, a Han or kana character being one; counting stops at `limit`.
  static func words(in text: Span<UInt8>, atMost limit: Int) -> Int {
    var count = 0
    var isInWord = false
    var index = 0
    while index < text.count, count < limit {
      let byte = text[unchecked: index]
      if byte < 0x80 {
        let belongs = isWord(byte) || byte == 0x27
        if belongs, !isInWord { count += 1 }
        isInWord = belongs
        index += 1
        continue
      }
      let (scalar, width) = decode(at: index, in: text)
      if WritingScript.han.contains(scalar) || WritingScript.kana.contains(scalar) {
        count += 1
        isInWord = false
      } else if scalar >= 0x2000, scalar < 0x3040 || scalar >= 0xFF00 {
        isInWord = false
      } else {
        if !isInWord { count += 1 }
        isInWord = true
      }
      index += width
    }
    return count
  }

  /// The scalar at `index`; U+FFFD of one byte where the text is not UTF-8.
  static func decode(at index: Int, in text: Span<UInt8>) -> (scalar: UInt32, width: Int) {
    let first = text[index]
    let width = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard width > 0, index + width <= text.count else { return (0xFFFD, 1) }
    if width == 1 { return (UInt32(first), 1) }
    var scalar = UInt32(first & (0xFF >> UInt8(width + 1)))
    for offset in 1..<width {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, width)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// The last character of a text.
  private enum WordTail {
    static func isLetter(endingAt end: Int, in text: Span<UInt8>) -> Bool {
      var start = end - 1
      while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = TextDetectors.decode(at: start, in: text).scalar
      return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }
  }
}
