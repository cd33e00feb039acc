internal import CTextScanning

/// A text as a rule's normalisation leaves it, and where its bytes come from.
struct TextView {
  /// The places of its bytes among those of all views of a batch; empty if it is unchanged.
  private(set) var bytes = 0..<0
  /// After each change: the place in the view and the place in the text that go together from there.
  private var anchors: [(view: Int, text: Int)] = []
  private(set) var steps: RuleNormalization = []

  /// Where the byte at `position` of the view comes from.
  ///
  /// - Complexity: O(log *n*) for *n* changes.
  func source(of position: Int) -> Int {
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].view <= position { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return position }
    return anchors[low - 1].text + position - anchors[low - 1].view
  }

  /// The bytes of the text that a range of the view stands for: what vanished beside it is left out.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = source(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, source(of: range.upperBound - 1) + widths(at: range.upperBound - 1))
  }

  /// The bytes of the text that the byte at `position` stands for.
  private func widths(at position: Int) -> Int {
    // A replaced character ends where the next anchor says, unless something vanished behind it.
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      if anchors[middle].view <= position { low = middle + 1 } else { high = middle }
    }
    guard low < anchors.count, anchors[low].view == position + 1, replaced(at: low) else { return 1 }
    return replacedWidth(at: low)
  }

  private var replacements: [UInt8] = []
  private func replaced(at index: Int) -> Bool { replacements[index] > 0 }
  private func replacedWidth(at index: Int) -> Int { Int(replacements[index]) }

  /// Makes this the view of `text` after `steps`, and appends its bytes to `bytes`, unless the text stays as it is.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  mutating func set(_ text: Span<UInt8>, steps: RuleNormalization, into bytes: inout [UInt8]) {
    self.steps = steps
    let start = bytes.count
    self.bytes = start..<start
    anchors.removeAll(keepingCapacity: true)
    replacements.removeAll(keepingCapacity: true)
    if steps.isEmpty { return }
    var position = 0
    var runStart = 0
    while position < text.count {
      position = Self.nextSpecial(in: text, from: position, steps)
      guard position < text.count else { break }
      let (width, replacement) = change(at: position, in: text)
      if width == 0 {
        position += 1
        continue
      }
      Self.append(text, runStart..<position, to: &bytes)
      if let replacement { bytes.append(replacement) }
      position += width
      anchors.append((bytes.count - start, position))
      replacements.append(replacement == nil ? 0 : UInt8(width))
      runStart = position
    }
    // A text that stays as it is is not copied.
    if anchors.isEmpty { return }
    Self.append(text, runStart..<text.count, to: &bytes)
    self.bytes = start..<bytes.count
  }

  /// Whether the text is as it was: there are no bytes of the view then.
  var isUnchanged: Bool { anchors.isEmpty }

  /// The next byte that begins a character which `steps` may change, or the end.
  private static func nextSpecial(
    in text: Span<UInt8>, from position: Int, _ steps: RuleNormalization
  ) -> Int {
    text.withUnsafeBufferPointer { text in
      specialBytes.withUnsafeBufferPointer {
        whorl_next_special(text.baseAddress, text.count, position, $0.baseAddress, steps.rawValue)
      }
    }
  }

  private static func append(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    guard !range.isEmpty else { return }
    text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// Which steps may change a character that begins with a byte.
  private static let specialBytes: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for byte in [0xC2, 0xE1, 0xE2, 0xE3, 0xEF] {
      table[byte] = RuleNormalization.quotes.rawValue | RuleNormalization.spaces.rawValue
    }
    for byte in "*_~`#>".utf8 { table[Int(byte)] = RuleNormalization.markup.rawValue }
    return table
  }()

  /// How many bytes at `position` go, and what takes their place; 0 for no change.
  private func change(at position: Int, in text: Span<UInt8>) -> (Int, UInt8?) {
    let byte = text[position]
    if byte < 0x80 { return (markupLength(at: position, in: text), nil) }
    guard let scalar = Self.scalar(at: position, in: text) else { return (0, nil) }
    let width = byte < 0xE0 ? 2 : 3
    if steps.contains(.quotes) {
      switch scalar {
      case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xFF07: return (width, 0x27)
      case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xFF02: return (width, 0x22)
      default: break
      }
    }
    if steps.contains(.spaces) {
      switch scalar {
      case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return (width, 0x20)
      case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return (width, nil)
      default: break
      }
    }
    return (0, nil)
  }

  private static func scalar(at position: Int, in text: Span<UInt8>) -> UInt32? {
    let first = UInt32(text[position])
    let count = first < 0xE0 ? 2 : 3
    guard position + count <= text.count, text[position + 1] & 0xC0 == 0x80,
      count == 2 || text[position + 2] & 0xC0 == 0x80
    else { return nil }
    let second = UInt32(text[position + 1] & 0x3F)
    if count == 2 { return (first & 0x1F) << 6 | second }
    return (first & 0x0F) << 12 | second << 6 | UInt32(text[position + 2] & 0x3F)
  }

  /// The bytes of a mark of Markdown at `position`; 0 for what is text.
  private func markupLength(at position: Int, in text: Span<UInt8>) -> Int {
    let byte = text[position]
    if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ">") {
      guard Self.isAtLineStart(position, in: text) else { return 0 }
      var end = position
      while end < text.count, text[end] == byte, end - position < 8 { end += 1 }
      guard end < text.count, text[end] == 0x20 else {
        return end == text.count || text[end] == 0x0A ? end - position : 0
      }
      return end + 1 - position
    }
    var start = position
    while start > 0, text[start - 1] == byte { start -= 1 }
    var end = position
    while end < text.count, text[end] == byte { end += 1 }
    // Inside a word it is a name such as snake_case, between spaces it is a list mark or a sign.
    let isWordBefore = start > 0 && !Self.isSpace(text[start - 1])
    let isWordAfter = end < text.count && !Self.isSpace(text[end])
    let isInside =
      start > 0 && end < text.count && Self.isWord(text[start - 1]) && Self.isWord(text[end])
      && byte != UInt8(ascii: "*")
    if isInside || !(isWordBefore || isWordAfter) { return 0 }
    return end - position
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func isAtLineStart(_ position: Int, in text: Span<UInt8>) -> Bool {
    var index = position
    while index > 0, position - index <= 16 {
      let byte = text[index - 1]
      if byte == 0x0A || byte == 0x0D { return true }
      // Quote marks may be nested: > > text.
      guard byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">") else { return false }
      index -= 1
    }
    return index == 0
  }
}
