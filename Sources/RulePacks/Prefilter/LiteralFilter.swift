internal import CTextScanning

/// Finds many texts at once, ASCII letters without regard to case: the prefilter that all patterns
/// share.
///
/// Each text is looked for by its ``LiteralKey``, a run of two to eight bytes of it that is rare in English: by
/// one at the start of a word, of a character beyond ASCII or at a mark if all texts have such, so that no other
/// places need be looked at. Bits for what keys begin with, which stay in the first-level cache, tell of almost
/// every place of a text that none of the keys is there; what they let through is compared. That
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
    /// In which parts of a text it counts.
    let reach: Reach
  }

  /// In which parts of texts a text counts: frequent words do in small parts only.
  enum Reach: Int, Comparable {
    case everywhere, sentences, start

    static func < (a: Reach, b: Reach) -> Bool { a.rawValue < b.rawValue }

    /// What a part of this kind wants.
    var wanted: UInt32 {
      switch self {
      case .everywhere: UInt32(WHORL_WANTED_EVERYWHERE)
      case .sentences: UInt32(WHORL_WANTED_IN_SENTENCES)
      case .start: UInt32(WHORL_WANTED_ALL)
      }
    }
  }

  private let tests: [UInt64]
  private let buckets: [UInt32]
  private let literals: AlignedElements<whorl_literal>
  private let uses: [whorl_literal_use]
  /// Whether all texts are found by looking at anchors only.
  let isAnchored: Bool
  /// One more than the most uses at one place.
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
    var tests = [UInt64](repeating: 0, count: 3 * Self.testWords)
    var found: [whorl_literal] = []
    var usesByTag: [[UInt32: Int]] = Array(repeating: [:], count: Int(WHORL_LITERAL_KEY_LENGTHS))
    for (place, text) in different.enumerated() {
      let key = LiteralKey(of: text, atAnchors: isAnchored)
      var useCount = 0
      var reach = Reach.start
      var use = firstUses[place]
      while use >= 0 {
        useCount += 1
        reach = min(reach, required[use].use.reach)
        use = nextUses[use]
      }
      usesByTag[key.length][key.tag, default: 0] += useCount
      for set in reach.rawValue...Reach.start.rawValue {
        tests[set * Self.testWords + key.testWord] |= key.testBits
      }
      found.append(Self.literal(text, key, Self.entry(required[firstUses[place]].use), useCount - 1))
    }
    // A bucket is the first bits of a tag.
    let order = found.indices.sorted { (found[$0].tag, $0) < (found[$1].tag, $1) }
    var buckets = [UInt32](repeating: 0, count: (1 << WHORL_LITERAL_BUCKET_BITS) + 1)
    for literal in found { buckets[Int(whorl_literal_bucket(literal.tag)) + 1] += 1 }
    for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
    var sorted = order.map { found[$0] }
    var moreUses: [whorl_literal_use] = []
    for (index, place) in order.enumerated() {
      let isLast = index + 1 == sorted.count || sorted[index + 1].tag != sorted[index].tag
      sorted[index].is_last = isLast ? 1 : 0
      sorted[index].more_uses = UInt32(moreUses.count)
      var use = nextUses[firstUses[place]]
      while use >= 0 {
        moreUses.append(Self.entry(required[use].use))
        use = nextUses[use]
      }
    }
    var end = whorl_literal()
    end.tag = .max
    longestOffset = Int(found.map(\.key_offset).max() ?? 0)
    self.tests = tests
    self.buckets = buckets
    literals = AlignedElements(sorted + [end])
    uses = moreUses
    // Keys of all lengths may meet at a place, of which no more than the tags are compared, and what is none is
    // written behind the last.
    usesAtOnePlace = usesByTag.reduce(1) { $0 + ($1.values.max() ?? 0) }
  }

  private static let testWords = Int(WHORL_LITERAL_TEST_WORDS)

  /// The parts of a text of `count` bytes to look at: all of it for texts that count everywhere, if there are any, and
  /// for the others where texts begin in one of `ranges`.
  ///
  /// - Complexity: O(*r*²) for *r* ranges.
  func parts(
    _ count: Int, everywhere: Bool, _ ranges: [(range: Range<Int>, reach: Reach)],
    into parts: inout [whorl_literal_part]
  ) {
    let otherwise = everywhere ? Reach.everywhere.wanted : UInt32(WHORL_WANTED_NONE)
    parts.removeAll(keepingCapacity: true)
    var position = 0
    while position < count {
      var part = whorl_literal_part(end: count, wanted: otherwise)
      for (range, reach) in ranges where !range.isEmpty {
        // The key of a text that begins in the range may stand behind it.
        let end = range.upperBound + longestOffset
        if position < range.lowerBound {
          part.end = min(part.end, range.lowerBound)
        } else if position < end {
          part.end = min(part.end, end)
          part.wanted = max(part.wanted, reach.wanted)
        }
      }
      position = part.end
      if let last = parts.last, last.wanted == part.wanted { parts.removeLast() }
      parts.append(part)
    }
    if parts.last?.wanted == UInt32(WHORL_WANTED_NONE) { parts.removeLast() }
  }

  /// Notes each place in parts of `text` at which one of the texts begins, once a use, by ascending place of its key.
  /// Some may be noted where others with the same ends or keys stand, or other texts are wanted.
  ///
  /// - Parameters:
  ///   - isASCII: Whether all bytes of the text are ASCII.
  ///   - scopes: The ranges that the uses' scopes stand for in this text.
  /// - Complexity: O(*n*) for *n* bytes of ordinary text.
  func search(
    _ text: Span<UInt8>, isASCII: Bool, in parts: [whorl_literal_part], _ scopes: [whorl_literal_scope],
    into hits: inout LiteralHits
  ) {
    guard count > 0, text.count >= RequiredText.minimumLength, let end = parts.last?.end else { return }
    // The pointers hold while the closures run, and nothing keeps them.
    tests.withUnsafeBufferPointer { tests in
      buckets.withUnsafeBufferPointer { buckets in
        literals.withUnsafeBufferPointer { literals in
          uses.withUnsafeBufferPointer { uses in
            var table = whorl_literal_table(
              tests: tests.baseAddress, buckets: buckets.baseAddress, literals: literals.baseAddress,
              count: UInt32(count), uses: uses.baseAddress, is_anchored: isAnchored)
            run(&table, text, isASCII, parts, end, scopes, &hits)
          }
        }
      }
    }
  }

  private func run(
    _ table: inout whorl_literal_table, _ text: Span<UInt8>, _ isASCII: Bool, _ parts: [whorl_literal_part],
    _ end: Int, _ scopes: [whorl_literal_scope], _ hits: inout LiteralHits
  ) {
    var position = 0
    text.withUnsafeBufferPointer { text in
      parts.withUnsafeBufferPointer { parts in
        scopes.withUnsafeBufferPointer { scopes in
          repeat {
            hits.append(atLeast: usesAtOnePlace) { buffer in
              whorl_literal_search(
                &table, text.baseAddress, text.count, isASCII, &position, parts.baseAddress, parts.count,
                scopes.baseAddress, buffer.baseAddress, buffer.count, usesAtOnePlace)
            }
          } while position < end
        }
      }
    }
  }

  private static func entry(_ use: Use) -> whorl_literal_use {
    whorl_literal_use(
      slot: UInt32(use.slot), scope: UInt16(use.scope), lead_minimum: UInt16(use.leadMinimum),
      lead_maximum: UInt16(use.leadMaximum), lead_characters: UInt16(use.leadCharacters))
  }

  private static func literal(
    _ text: RequiredLiteral, _ key: LiteralKey, _ use: whorl_literal_use, _ moreUses: Int
  ) -> whorl_literal {
    let (head, tail) = (text.bytes.prefix(8), text.bytes.suffix(8))
    // A text has at most the few dozen bytes that the analysis of patterns lets it have.
    return whorl_literal(
      head: number(head), tail: number(tail), head_mask: mask(head), tail_mask: mask(tail), tag: key.tag,
      more_uses: 0, more_count: UInt32(moreUses), use: use, count: UInt8(text.count),
      key_offset: UInt8(key.offset), key_length: UInt8(key.length),
      before: neighbour(of: text.bytes.first, text.hasBoundaryBefore),
      after: neighbour(of: text.bytes.last, text.hasBoundaryAfter), is_last: 0)
  }

  /// Up to eight bytes as a number, the first the lowest.
  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The bits of up to eight bytes that count: in letters all but the one that tells upper case.
  private static func mask(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | ($1 >= 0x61 && $1 <= 0x7A ? 0xDF : 0xFF) }
  }

  /// What must stand beside the byte at an edge of a text.
  private static func neighbour(of byte: UInt8?, _ hasBoundary: Bool) -> UInt8 {
    guard hasBoundary, let byte, byte < 0x80 else { return UInt8(WHORL_BESIDE_ANY) }
    return UInt8(RequiredLiteral.isWord(byte) ? WHORL_BESIDE_NO_WORD : WHORL_BESIDE_WORD)
  }
}
