internal import CTextScanning

/// Finds many texts at once, ASCII letters without regard to case: the prefilter that all patterns
/// share.
///
/// Each text is looked for by its ``LiteralKey``, a run of two to eight bytes of it that is rare in English: by
/// one at the start of a word, of a character beyond ASCII or at a mark if all texts have such, so that no other
/// places need be looked at. A table of bits for each length, which stay in the first-level cache, tell of almost
/// every place of a text that none of the keys is there; what they let through is compared byte for byte. That
/// is what Wu and Manber's algorithm does ("A fast algorithm for multi-pattern searching", 1994) with every
/// shift at 1, as short texts make it; an automaton of Aho and Corasick with a thousand texts outgrows the cache
/// and is slower. The loop is in C, so that it is compiled without checks.
final class LiteralFilter: Sendable {
  /// What a text stands for.
  struct Use {
    /// Whose match it begins: the rule and which of its required texts, as ``LiteralHits`` numbers them.
    let slot: Int
    /// Which of the search's scopes the match lies in.
    let scope: Int
    let leadMinimum: Int
    let leadMaximum: Int
    /// The most bytes before the text in a text of ASCII.
    let leadCharacters: Int
  }

  private let bits: [UInt64]
  private let buckets: [UInt32]
  private let tags: [UInt32]
  private let literals: [whorl_literal]
  private let uses: [whorl_literal_use]
  /// The same uses in texts of ASCII.
  private let usesInASCII: [whorl_literal_use]
  private let bytes: [UInt8]
  private let folds: [UInt8]
  /// Whether all texts are found by looking at anchors only.
  let isAnchored: Bool
  /// The most uses at one place.
  private let usesAtOnePlace: Int
  /// The most bytes of a text before its key.
  private let longestOffset: Int
  /// The number of different texts.
  let count: Int

  /// A filter for texts, each with what needs it.
  init(_ required: [(text: RequiredLiteral, use: Use)]) {
    var different: [RequiredLiteral] = []
    var places: [RequiredLiteral: Int] = [:]
    places.reserveCapacity(required.count)
    // The first and the last use of each text, and the next one of the same text for each.
    var firstUses: [Int] = []
    var lastUses: [Int] = []
    var nextUses = [Int](repeating: -1, count: required.count)
    for (use, item) in required.enumerated() {
      if let place = places[item.text] {
        nextUses[lastUses[place]] = use
        lastUses[place] = use
      } else {
        places[item.text] = different.count
        different.append(item.text)
        firstUses.append(use)
        lastUses.append(use)
      }
    }
    count = different.count
    isAnchored = different.allSatisfy { $0.hasAnchor }
    var bits = [UInt64](
      repeating: 0, count: Int(WHORL_LITERAL_KEY_LENGTHS) << (WHORL_LITERAL_HASH_BITS - 6))
    var allBytes: [UInt8] = []
    var found: [whorl_literal] = []
    var tags: [UInt32] = []
    var usesByKey: [[UInt64: Int]] = Array(repeating: [:], count: Int(WHORL_LITERAL_KEY_LENGTHS))
    for (place, text) in different.enumerated() {
      let key = LiteralKey(of: text, atAnchors: isAnchored)
      let hash = whorl_literal_hash(key.tag)
      let firstWord = key.length << (Int(WHORL_LITERAL_HASH_BITS) - 6)
      bits[firstWord + Int(hash >> 6)] |= 1 << UInt64(hash & 63)
      var useCount = 0
      var use = firstUses[place]
      while use >= 0 { (useCount, use) = (useCount + 1, nextUses[use]) }
      usesByKey[key.length][key.folded, default: 0] += useCount
      found.append(
        whorl_literal(
          head: Self.number(text.bytes, 0, min(8, text.count)) { $0 },
          head_fold: Self.number(text.bytes, 0, min(8, text.count), Self.fold),
          tail: Self.number(text.bytes, max(0, text.count - 8), text.count) { $0 },
          tail_fold: Self.number(text.bytes, max(0, text.count - 8), text.count, Self.fold),
          mask: UInt64.max >> UInt64(64 - 8 * min(8, text.count)), start: UInt32(allBytes.count),
          more_uses: 0, end_of_uses: 0, count: UInt16(text.count),
          key_offset: UInt16(key.offset), tail_offset: UInt16(max(0, text.count - 8)),
          key_length: UInt8(key.length),
          before: Self.neighbour(of: text.bytes.first, text.hasBoundaryBefore),
          after: Self.neighbour(of: text.bytes.last, text.hasBoundaryAfter)))
      tags.append(key.tag)
      allBytes += text.bytes
    }
    // A bucket is the first bits of a tag.
    let order = found.indices.sorted { (tags[$0], $0) < (tags[$1], $1) }
    var buckets = [UInt32](repeating: 0, count: (1 << WHORL_LITERAL_BUCKET_BITS) + 1)
    for tag in tags { buckets[Int(whorl_literal_bucket(tag)) + 1] += 1 }
    for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
    self.bits = bits
    self.buckets = buckets
    self.tags = order.map { tags[$0] } + [.max]
    var sorted = order.map { found[$0] }
    var allUses = order.map { required[firstUses[$0]].use }
    for (index, place) in order.enumerated() {
      sorted[index].more_uses = UInt32(allUses.count)
      var use = nextUses[firstUses[place]]
      while use >= 0 {
        allUses.append(required[use].use)
        use = nextUses[use]
      }
      sorted[index].end_of_uses = UInt32(allUses.count)
    }
    literals = sorted
    self.uses = allUses.map { Self.entry($0, leadMaximum: $0.leadMaximum) }
    usesInASCII = allUses.map { Self.entry($0, leadMaximum: $0.leadCharacters) }
    longestOffset = Int(found.map(\.key_offset).max() ?? 0)
    bytes = allBytes
    folds = allBytes.map(Self.fold)
    // Keys of all lengths may meet at a place.
    usesAtOnePlace = usesByKey.reduce(0) { $0 + ($1.values.max() ?? 0) }
  }

  /// Notes each place in a part of `text` at which one of the texts begins, once a use, by ascending place of its key.
  /// Some behind the part's end may be noted, too.
  ///
  /// - Parameters:
  ///   - isASCII: Whether all bytes of the text are ASCII.
  ///   - scopes: The ranges that the uses' scopes stand for in this text.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text.
  func search(
    _ text: Span<UInt8>, isASCII: Bool, in part: Range<Int>, _ scopes: [whorl_literal_scope],
    into hits: inout LiteralHits
  ) {
    guard count > 0, text.count >= RequiredText.minimumLength else { return }
    // The pointers hold while the closures run, and nothing keeps them.
    bits.withUnsafeBufferPointer { bits in
      buckets.withUnsafeBufferPointer { buckets in
        tags.withUnsafeBufferPointer { tags in
          literals.withUnsafeBufferPointer { literals in
            (isASCII ? usesInASCII : uses).withUnsafeBufferPointer { uses in
              bytes.withUnsafeBufferPointer { bytes in
                folds.withUnsafeBufferPointer { folds in
                  var table = whorl_literal_table(
                    bits: bits.baseAddress, buckets: buckets.baseAddress, tags: tags.baseAddress,
                    literals: literals.baseAddress, count: UInt32(literals.count), uses: uses.baseAddress,
                    bytes: bytes.baseAddress, folds: folds.baseAddress, is_anchored: isAnchored)
                  run(&table, text, part, scopes, &hits)
                }
              }
            }
          }
        }
      }
    }
  }

  private func run(
    _ table: inout whorl_literal_table, _ text: Span<UInt8>, _ part: Range<Int>,
    _ scopes: [whorl_literal_scope], _ hits: inout LiteralHits
  ) {
    var position = part.lowerBound
    // The key of a text that begins in the part may stand behind it.
    let end = min(part.upperBound + longestOffset, text.count)
    text.withUnsafeBufferPointer { text in
      scopes.withUnsafeBufferPointer { scopes in
        repeat {
          hits.append(atLeast: usesAtOnePlace) { buffer in
            whorl_literal_search(
              &table, text.baseAddress, text.count, &position, end, scopes.baseAddress, buffer.baseAddress,
              buffer.count, usesAtOnePlace)
          }
        } while position < end
      }
    }
  }

  private static func entry(_ use: Use, leadMaximum: Int) -> whorl_literal_use {
    whorl_literal_use(
      slot: UInt32(use.slot), scope: UInt32(use.scope), lead_minimum: Int32(use.leadMinimum),
      lead_maximum: Int32(leadMaximum))
  }

  /// Up to eight bytes as a number, the first the lowest, each as `transform` has it.
  private static func number(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ transform: (UInt8) -> UInt8
  ) -> UInt64 {
    var result: UInt64 = 0
    var index = end
    while index > start {
      index -= 1
      result = result << 8 | UInt64(transform(bytes[index]))
    }
    return result
  }

  /// The bit that sets a letter in lower case.
  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? 0x20 : 0 }

  /// What must stand beside the byte at an edge of a text.
  private static func neighbour(of byte: UInt8?, _ hasBoundary: Bool) -> UInt8 {
    guard hasBoundary, let byte, byte < 0x80 else { return UInt8(WHORL_BESIDE_ANY) }
    return UInt8(RequiredLiteral.isWord(byte) ? WHORL_BESIDE_NO_WORD : WHORL_BESIDE_WORD)
  }
}
