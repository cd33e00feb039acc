internal import CWordScan

/// The words of texts, without the rest of what ``Tokenizer`` finds in them, and several times as fast.
///
/// Text in ASCII is read in blocks of 64 bytes. Where other characters stand, ``TokenScan`` reads on from
/// the white space before them to some white space behind them; and it reads the whole text where they
/// stand beside a code fence or end a line, because what begins a line depends on lines before it.
///
/// Words are the tokens of the kinds ``TokenKind/isWordLike``, with their hashes and places.
struct WordReader: Sendable {
  /// The words of the text that was read last are the first `count` of the arrays.
  private(set) var count = 0
  private(set) var hashes: [UInt64] = []
  /// For each word the offset of its first byte and the one behind its last.
  private(set) var places: [UInt32] = []

  /// Bytes that are read at once, about, which bounds the room for the words that they may hold.
  private let pieceLength: Int
  private static let noFence = whorl_fence(character: 0, is_quoted: 0, length: 0)

  private var tokens: [Token] = []

  init(pieceLength: Int = 1 << 16) { self.pieceLength = pieceLength }

  /// Reads the words of `text`.
  ///
  /// - Throws: ``TokenizationError`` for a text that is too long to index.
  /// - Complexity: O(n) in the bytes of `text`.
  mutating func read(_ text: Span<UInt8>) throws(TokenizationError) {
    guard text.count <= Int(UInt32.max) else { throw .textTooLong(bytes: text.count) }
    count = 0
    var fence = Self.noFence
    var position = 0
    while position < text.count {
      let scan = scan(text, from: position, &fence)
      count += scan.words
      position = scan.position
      if scan.outcome == whorl_words_all { continue }
      guard scan.outcome == whorl_words_stretch, readStretch(text, scan.position..<scan.end, &fence) else {
        count = 0
        tokens.removeAll(keepingCapacity: true)
        var scan = TokenScan(after: 0)
        scan.run(text, into: &tokens)
        return appendWords(offset: 0)
      }
      position = scan.end
    }
  }

  private mutating func scan(
    _ text: Span<UInt8>, from: Int, _ fence: inout whorl_fence
  ) -> whorl_word_scan {
    let first = count
    let pieceLength = pieceLength
    return text.withUnsafeBufferPointer { text in
      let limit =
        text.count - from <= pieceLength
        ? text.count
        : whorl_scan_limit(text.baseAddress, text.count, from, from + pieceLength)
      // A word takes a byte, and one that is none before the next word.
      makeRoom(for: (limit - from) / 2 + 1, places: limit - from + Int(whorl_places_margin))
      return hashes.withUnsafeMutableBufferPointer { hashes in
        places.withUnsafeMutableBufferPointer { places in
          guard let hashes = hashes.baseAddress, let places = places.baseAddress else {
            return whorl_word_scan(outcome: whorl_words_unclear, words: 0, position: from, end: from)
          }
          return whorl_read_words(
            text.baseAddress, text.count, from, limit, &fence, places + 2 * first, hashes + first)
        }
      }
    }
  }

  /// Reads what is not ASCII; false if that cannot be done without the rest of the text.
  private mutating func readStretch(
    _ text: Span<UInt8>, _ range: Range<Int>, _ fence: inout whorl_fence
  ) -> Bool {
    let stretch = text.extracting(range)
    guard !Self.holdsLineEndBeyondASCII(stretch) else { return false }
    tokens.removeAll(keepingCapacity: true)
    var scan = TokenScan(after: 0)
    if fence.character != 0 {
      scan.fence = TokenScan.Fence(
        character: fence.character, length: fence.length, isQuoted: fence.is_quoted != 0)
    }
    scan.run(stretch, isLineStart: false, into: &tokens)
    fence =
      scan.fence.map {
        whorl_fence(character: $0.character, is_quoted: $0.isQuoted ? 1 : 0, length: $0.length)
      } ?? Self.noFence
    appendWords(offset: range.lowerBound)
    return true
  }

  /// Whether U+0085, U+2028 or U+2029 is in `text`.
  private static func holdsLineEndBeyondASCII(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] >= 0x80 && LineSyntax.lineEndLength(text, at: index) > 0 {
      return true
    }
    return false
  }

  /// Appends those of ``tokens`` that are words, of a part of the text that begins at `offset`.
  private mutating func appendWords(offset: Int) {
    makeRoom(for: tokens.count, places: 2 * tokens.count)
    for token in tokens where token.kind.isWordLike {
      hashes[count] = token.hash
      places[2 * count] = UInt32(truncatingIfNeeded: offset) + token.start
      places[2 * count + 1] = UInt32(truncatingIfNeeded: offset) + token.end
      count += 1
    }
  }

  private mutating func makeRoom(for words: Int, places more: Int) {
    if hashes.count < count + words {
      hashes += repeatElement(0, count: max(count + words, 2 * hashes.count) - hashes.count)
    }
    if places.count < 2 * count + more {
      places += repeatElement(0, count: max(2 * count + more, 2 * places.count) - places.count)
    }
  }
}
