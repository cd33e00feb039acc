/// The reasoning in an output: blocks between `<think>` and `</think>`, or `<thinking>` and `</thinking>`.
///
/// A block opens at the start of the text or of a line. One without an end goes to the end of the text, as
/// in an output that was cut off. Where the first tag closes, the text begins inside a block: some prompts
/// end with the opening tag.
struct ThoughtBlocks {
  /// What is outside the blocks, without white space behind a block.
  private(set) var answer: [Range<Int>] = []
  /// What is inside.
  private(set) var reasoning: [Range<Int>] = []

  private static let tags: [(text: [UInt8], closes: Bool)] = [
    (Array("<think>".utf8), false), (Array("<thinking>".utf8), false), (Array("</think>".utf8), true),
    (Array("</thinking>".utf8), true),
  ]

  /// Divides the text in a range. False if it has no block, and all of it is the answer.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  mutating func divide(_ text: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    answer.removeAll(keepingCapacity: true)
    reasoning.removeAll(keepingCapacity: true)
    var start = text.lowerBound
    var isInside = false
    var hasTag = false
    /// Whether a tag opened anywhere, so that a closing one may belong to it.
    var hasOpening = false
    var index = text.lowerBound
    while let bracket = ByteSearch.firstIndex(of: UInt8(ascii: "<"), in: index..<text.upperBound, of: bytes) {
      index = bracket + 1
      guard let tag = Self.tag(at: bracket, before: text.upperBound, of: bytes) else { continue }
      if tag.closes {
        // A lone closing tag counts only as the first one.
        guard isInside || !(hasTag || hasOpening) else { continue }
        add(start..<bracket, isReasoning: true, of: bytes)
      } else {
        hasOpening = true
        guard !isInside, startsLine(bracket, text.lowerBound, of: bytes) else { continue }
        add(start..<bracket, isReasoning: false, of: bytes)
      }
      hasTag = true
      isInside = !tag.closes
      index = bracket + tag.text.count
      start = index
      if !isInside {
        while start < text.upperBound, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
      }
    }
    guard hasTag else { return false }
    add(start..<text.upperBound, isReasoning: isInside, of: bytes)
    return true
  }

  private mutating func add(_ range: Range<Int>, isReasoning: Bool, of bytes: Span<UInt8>) {
    guard !isWhiteSpace(range, of: bytes) else { return }
    if isReasoning { reasoning.append(range) } else { answer.append(range) }
  }

  private static func tag(
    at index: Int, before end: Int, of bytes: Span<UInt8>
  ) -> (text: [UInt8], closes: Bool)? {
    // Nearly every bracket in a text is of something else: the letter behind it tells.
    guard index + 7 <= end, bytes[index + 1] == UInt8(ascii: "t") || bytes[index + 1] == UInt8(ascii: "/")
    else {
      return nil
    }
    return tags.first { tag in
      index + tag.text.count <= end && tag.text.indices.allSatisfy { bytes[index + $0] == tag.text[$0] }
    }
  }

  private func startsLine(_ index: Int, _ start: Int, of bytes: Span<UInt8>) -> Bool {
    var before = index
    while before > start, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
    return before == start || bytes[before - 1] == 0x0A
  }
}
