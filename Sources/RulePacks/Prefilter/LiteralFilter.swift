internal import CTextScanning

/// Finds many texts at once, ASCII letters without regard to case: the prefilter that all patterns
/// share.
///
/// Each text is looked for by one of its runs of four bytes, the one that is rarest in English, or by fewer
/// where it has no more: by one at the start of a word, of a character beyond ASCII or at a mark if all texts have such,
/// so that no other places need be looked at. Two tables of bits, which stay in the first-level cache, tell of almost every place of a
/// text that none of them is there; what they let through is compared byte for byte. That is what Wu and
/// Manber's algorithm does ("A fast algorithm for multi-pattern searching", 1994) with every shift at 1, as
/// short texts make it; an automaton of Aho and Corasick with a thousand texts outgrows the cache and is
/// slower. The loop is in C, so that it is compiled without checks.
final class LiteralFilter: Sendable {
  /// What a text stands for.
  struct Use {
    /// Whose match it begins: the rule and which of its required texts, as ``LiteralHits`` numbers them.
    let slot: Int
    /// Which of the group's scopes the match lies in.
    let scope: Int
    let leadMinimum: Int
    let leadMaximum: Int
  }

  private let bits: [UInt64]
  private let buckets: [UInt32]
  private let literals: [whorl_literal]
  private let uses: [whorl_literal_use]
  private let bytes: [UInt8]
  private let folds: [UInt8]
  private let isAnchored: Bool
  /// The most uses at one place.
  private let usesAtOnePlace: Int
  /// The number of different texts.
  let count: Int

  /// A filter for texts, each with what needs it.
  init(_ required: [(text: RequiredLiteral, use: Use)]) {
    var order: [RequiredLiteral] = []
    var byText: [RequiredLiteral: [Use]] = [:]
    for item in required {
      if byText[item.text] == nil { order.append(item.text) }
      byText[item.text, default: []].append(item.use)
    }
    count = order.count
    isAnchored = order.allSatisfy { !$0.anchors.isEmpty }
    var bits = [UInt64](repeating: 0, count: 2 << (WHORL_LITERAL_HASH_BITS - 6))
    var allBytes: [UInt8] = []
    var allUses: [whorl_literal_use] = []
    var found: [whorl_literal] = []
    var usesByHash: [UInt32: Int] = [:]
    for text in order {
      let firstUse = allUses.count
      for use in byText[text] ?? [] {
        allUses.append(
          whorl_literal_use(
            slot: UInt32(use.slot), scope: UInt32(use.scope), lead_minimum: Int32(use.leadMinimum),
            lead_maximum: Int32(use.leadMaximum)))
      }
      let (offset, hashes) = Self.keys(of: text, atAnchors: isAnchored)
      for hash in hashes {
        // The bits of hashes of three bytes follow those of four, as their flag says.
        bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        usesByHash[hash, default: 0] += allUses.count - firstUse
        let following = Self.following(
          text.bytes, from: offset + (hash & UInt32(WHORL_LITERAL_FLAG) == 0 ? 4 : 3))
        found.append(
          whorl_literal(
            next: following.bytes, next_fold: following.folds, next_mask: following.mask, hash: hash,
            start: UInt32(allBytes.count), first_use: UInt32(firstUse),
            end_of_uses: UInt32(allUses.count), count: UInt16(text.count), key_offset: UInt16(offset),
            before: Self.neighbour(of: text.bytes.first, text.hasBoundaryBefore),
            after: Self.neighbour(of: text.bytes.last, text.hasBoundaryAfter)))
      }
      allBytes += text.bytes
    }
    let sorted = found.enumerated().map { (whorl_literal_bucket($0.element.hash), $0.offset, $0.element) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var buckets = [UInt32](repeating: 0, count: (1 << WHORL_LITERAL_BUCKET_BITS) + 1)
    for item in sorted { buckets[Int(item.0) + 1] += 1 }
    for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
    self.bits = bits
    self.buckets = buckets
    literals = sorted.map(\.2)
    uses = allUses
    bytes = allBytes
    folds = allBytes.map { (0x61...0x7A).contains($0) ? 0x20 : 0 }
    // Bytes of four and of three may meet at a place.
    let flag = UInt32(WHORL_LITERAL_FLAG)
    usesAtOnePlace =
      (usesByHash.filter { $0.key < flag }.values.max() ?? 0)
      + (usesByHash.filter { $0.key >= flag }.values.max() ?? 0)
  }

  /// Notes each place of `text` at which one of the texts begins, once a use, by ascending place of its key.
  ///
  /// - Parameter scopes: The ranges that the uses' scopes stand for in this text.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text.
  func search(_ text: Span<UInt8>, _ scopes: [whorl_literal_scope], into hits: inout LiteralHits) {
    guard count > 0, text.count >= RequiredText.minimumLength else { return }
    // The pointers hold while the closures run, and nothing keeps them.
    bits.withUnsafeBufferPointer { bits in
      buckets.withUnsafeBufferPointer { buckets in
        literals.withUnsafeBufferPointer { literals in
          uses.withUnsafeBufferPointer { uses in
            bytes.withUnsafeBufferPointer { bytes in
              folds.withUnsafeBufferPointer { folds in
                var table = whorl_literal_table(
                  bits: bits.baseAddress, buckets: buckets.baseAddress, literals: literals.baseAddress,
                  uses: uses.baseAddress, bytes: bytes.baseAddress, folds: folds.baseAddress,
                  is_anchored: isAnchored)
                run(&table, text, scopes, &hits)
              }
            }
          }
        }
      }
    }
  }

  private func run(
    _ table: inout whorl_literal_table, _ text: Span<UInt8>, _ scopes: [whorl_literal_scope],
    _ hits: inout LiteralHits
  ) {
    var position = 0
    text.withUnsafeBufferPointer { text in
      scopes.withUnsafeBufferPointer { scopes in
        repeat {
          hits.append(atLeast: usesAtOnePlace) { buffer in
            whorl_literal_search(
              &table, text.baseAddress, text.count, &position, scopes.baseAddress, buffer.baseAddress,
              buffer.count, usesAtOnePlace)
          }
        } while position < text.count
      }
    }
  }

  /// Up to eight bytes of a text as a number in memory's order, with 0x20 where they are letters and all bits set where
  /// there are bytes.
  private static func following(
    _ text: [UInt8], from start: Int
  ) -> (bytes: UInt64, folds: UInt64, mask: UInt64) {
    var (bytes, folds, mask): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for (index, byte) in text.dropFirst(start).prefix(8).enumerated() {
      let shift = UInt64(8 * index)
      bytes |= UInt64(byte) << shift
      if (0x61...0x7A).contains(byte) { folds |= 0x20 << shift }
      mask |= 0xFF << shift
    }
    return (UInt64(littleEndian: bytes), UInt64(littleEndian: folds), UInt64(littleEndian: mask))
  }

  /// What must stand beside the byte at an edge of a text.
  private static func neighbour(of byte: UInt8?, _ hasBoundary: Bool) -> UInt8 {
    guard hasBoundary, let byte, byte < 0x80 else { return UInt8(WHORL_BESIDE_ANY) }
    return UInt8(RequiredLiteral.isWord(byte) ? WHORL_BESIDE_NO_WORD : WHORL_BESIDE_WORD)
  }

  /// Where the bytes stand that a text is looked for by, and what they hash to: for two bytes, with each byte that may
  /// follow.
  private static func keys(of text: RequiredLiteral, atAnchors: Bool) -> (offset: Int, hashes: [UInt32]) {
    var best = (offset: 0, length: 0, frequency: Double.infinity)
    for offset in atAnchors ? text.anchors : Array(0..<max(1, text.count - 3)) {
      let length = min(4, text.count - offset)
      var frequency = length < 3 ? 100.0 : 1.0
      for byte in text.bytes[offset..<(offset + length)] { frequency *= RequiredText.frequencies[Int(byte)] }
      if frequency < best.frequency { best = (offset, length, frequency) }
    }
    let bytes = text.bytes[best.offset..<(best.offset + best.length)]
    let key = bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    switch best.length {
    case 4: return (best.offset, [whorl_literal_hash4(key)])
    case 3: return (best.offset, [whorl_literal_hash3(key)])
    default: return (best.offset, Set((0...255).map { whorl_literal_hash3(key | $0 << 16) }).sorted())
    }
  }
}
