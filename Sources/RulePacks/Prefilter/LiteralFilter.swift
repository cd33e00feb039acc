/// Finds many texts at once, ASCII letters without regard to case: the prefilter that all patterns
/// share.
///
/// Each text is looked for by one of its runs of four bytes, the one that is rarest in English, or by three
/// where it has no more. Two tables of bits, which stay in the first-level cache, tell of almost every place of a
/// text that none of them is there; what they let through is compared byte for byte. That is what Wu and
/// Manber's algorithm does ("A fast algorithm for multi-pattern searching", 1994) with every shift at 1, as
/// short texts make it; an automaton of Aho and Corasick with a thousand texts outgrows the cache and is
/// slower.
final class LiteralFilter: Sendable {
  /// What a text stands for.
  struct Use {
    let rule: Int
    /// Which of the rule's required texts it belongs to.
    let part: Int
    /// Which number of first sentences the rule looks at; −1 for another scope.
    let scope: Int
    let leadMinimum: Int
    let leadMaximum: Int
  }

  private struct Entry {
    let hash: UInt32
    /// Where the text lies in `bytes`.
    let start: Int
    let count: Int
    /// Bytes of it before its key.
    let keyOffset: Int
    let uses: Range<Int>
  }

  /// A bit for each hash of four bytes, then one for each hash of three.
  private let bits: [UInt64]
  /// For each slot the entries that share it: `entries[slots[slot]..<slots[slot + 1]]`.
  private let slots: [UInt32]
  private let entries: [Entry]
  /// The hash of each entry, apart, so that looking through a slot stays in one line of the cache.
  private let hashes: [UInt32]
  private let uses: [Use]
  private let bytes: [UInt8]

  private static let bitCount = 16
  private static let slotCount = 15
  private static let wordCount = 1 << (bitCount - 6)

  /// Whether there is nothing to look for.
  var isEmpty: Bool { entries.isEmpty }

  /// The number of different texts.
  var count: Int { entries.count }

  /// A filter for texts, each with the rule that needs it and the bytes before it in a match.
  init(_ required: [(text: [UInt8], use: Use)]) {
    var order: [[UInt8]] = []
    var byText: [[UInt8]: [Use]] = [:]
    for item in required {
      if byText[item.text] == nil { order.append(item.text) }
      byText[item.text, default: []].append(item.use)
    }
    var bits = [UInt64](repeating: 0, count: 2 * Self.wordCount)
    var allBytes: [UInt8] = []
    var allUses: [Use] = []
    var slotted: [(slot: Int, entry: Entry)] = []
    for text in order {
      let uses = byText[text] ?? []
      let (offset, hashes) = Self.keys(of: text)
      for hash in hashes {
        bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        // The hashes of three bytes follow those of four, as in the bits.
        let entry = Entry(
          hash: hash, start: allBytes.count, count: text.count, keyOffset: offset,
          uses: allUses.count..<(allUses.count + uses.count))
        slotted.append((Self.slot(of: hash), entry))
      }
      allBytes += text
      allUses += uses
    }
    slotted = slotted.enumerated().sorted { ($0.element.slot, $0.offset) < ($1.element.slot, $1.offset) }
      .map(\.element)
    var slots = [UInt32](repeating: 0, count: (2 << Self.slotCount) + 1)
    for item in slotted { slots[item.slot + 1] += 1 }
    for slot in 1..<slots.count { slots[slot] += slots[slot - 1] }
    self.bits = bits
    self.slots = slots
    entries = slotted.map(\.entry)
    hashes = slotted.map(\.entry.hash)
    uses = allUses
    bytes = allBytes
  }

  /// Calls `body` with each place of `text` at which one of the texts begins, by ascending place of its
  /// key, once a use.
  ///
  /// - Complexity: O(*n*) for *n* bytes of ordinary text.
  @inline(__always)
  func forEachOccurrence(in text: Span<UInt8>, _ body: (Int, Use) -> Void) {
    guard !isEmpty, text.count >= RequiredText.minimumLength else { return }
    let table = bits
    let bits = table.span
    let count = text.count
    var position = 0
    if count >= 4 {
      let bytes = text.bytes
      while position <= count &- 4 {
        let key =
          UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self))
          | 0x2020_2020
        let four = Self.hash(key)
        if bits[unchecked: Int(truncatingIfNeeded: four >> 6)] & (1 << UInt64(four & 63)) != 0 {
          confirm(position, four, in: text, body)
        }
        let three = Self.hash(key & 0xFF_FFFF) | Self.threeByteFlag
        if bits[unchecked: Int(truncatingIfNeeded: three >> 6)] & (1 << UInt64(three & 63)) != 0 {
          confirm(position, three, in: text, body)
        }
        position &+= 1
      }
    }
    // Behind the end there is a space.
    while position <= count - RequiredText.minimumLength {
      let third = position + 2 < count ? text[position + 2] : 0x20
      let three = Self.hash(Self.key(text[position], text[position + 1], third)) | Self.threeByteFlag
      confirm(position, three, in: text, body)
      position += 1
    }
  }

  private func confirm(_ position: Int, _ hash: UInt32, in text: Span<UInt8>, _ body: (Int, Use) -> Void) {
    let slot = Self.slot(of: hash)
    let first = Int(slots[slot])
    let end = Int(slots[slot + 1])
    for index in first..<end where hashes[index] == hash {
      let entry = entries[index]
      let start = position - entry.keyOffset
      guard start >= 0, start + entry.count <= text.count, matches(entry, at: start, in: text) else {
        continue
      }
      for use in entry.uses { body(start, uses[use]) }
    }
  }

  private func matches(_ entry: Entry, at start: Int, in text: Span<UInt8>) -> Bool {
    for offset in 0..<entry.count {
      let byte = text[unchecked: start + offset]
      let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if folded != bytes[entry.start + offset] { return false }
    }
    return true
  }

  /// Three bytes as one number, letters in lower case; some other characters fall together.
  private static func key(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    (UInt32(a) | UInt32(b) << 8 | UInt32(c) << 16) | 0x20_2020
  }

  /// Set in hashes of three bytes.
  private static let threeByteFlag: UInt32 = 1 << UInt32(bitCount)

  @inline(__always)
  private static func hash(_ key: UInt32) -> UInt32 {
    (key &* 0x9E37_79B1) >> UInt32(32 - bitCount)
  }

  @inline(__always)
  private static func slot(of hash: UInt32) -> Int {
    Int(truncatingIfNeeded: hash >> UInt32(bitCount - slotCount))
  }

  /// Where the bytes stand that a text is looked for by, and what they hash to: for a text of two bytes,
  /// with each byte that may follow.
  private static func keys(of text: [UInt8]) -> (offset: Int, hashes: [UInt32]) {
    if text.count == 2 {
      return (0, Set((0...255).map { hash(key(text[0], text[1], UInt8($0))) | threeByteFlag }).sorted())
    }
    if text.count == 3 { return (0, [hash(key(text[0], text[1], text[2])) | threeByteFlag]) }
    var best = (offset: 0, frequency: Double.infinity)
    for offset in 0...(text.count - 4) {
      let frequency = text[offset..<(offset + 4)].reduce(1.0) { $0 * RequiredText.frequencies[Int($1)] }
      if frequency < best.frequency { best = (offset, frequency) }
    }
    let offset = best.offset
    let last = (UInt32(text[offset + 3]) | 0x20) << 24
    return (offset, [hash(key(text[offset], text[offset + 1], text[offset + 2]) | last)])
  }
}
