internal import CNGramKernels

/// Counts the character 4-grams of one document: all of its windows of four code points, white space
/// folded to single spaces.
///
/// Text that is ASCII, as almost all bytes of most corpora are, is folded a block at a time and looked up
/// four bytes a window; all other windows are put together code point by code point, sixteen bits each.
/// Unsafe code of this lives here alone: the folded bytes are never more than those of the text, and the
/// buffer has a block to spare for the last step.
struct CharacterFourGrams: Sendable {
  private var folded: [UInt8] = []

  /// The lookups and where their slots begin.
  struct Tables {
    let ascii: WindowIndexStorage.Lookup
    let asciiStart: Int
    let wide: FeatureIndexStorage.Lookup
    let wideStart: Int

    @inline(__always)
    func count(ascii window: UInt32, _ handle: inout FeatureTally.Handle) {
      let (slot, isFound) = ascii.find(window)
      handle.count(asciiStart &+ slot, isFound: isFound)
    }

    func count(_ window: UInt64, _ handle: inout FeatureTally.Handle) {
      if let bytes = CharacterFourGrams.asciiBytes(window) {
        count(ascii: bytes, &handle)
      } else {
        let (slot, isFound) = wide.find(CharacterFourGrams.key(wide: window))
        handle.count(wideStart &+ slot, isFound: isFound)
      }
    }
  }

  /// What a window that is not all ASCII is looked up by.
  @inline(__always)
  static func key(wide window: UInt64) -> UInt64 { StableHash.combine(0, window) }

  /// The four characters of a window in four bytes, the first in the lowest; nil if not all are ASCII.
  @inline(__always)
  static func asciiBytes(_ window: UInt64) -> UInt32? {
    guard window & 0xFF80_FF80_FF80_FF80 == 0 else { return nil }
    let first = (window &>> 48) | (window &>> 24) & 0xFF00
    let last = window & 0xFF_0000 | (window &<< 24) & 0xFF00_0000
    return UInt32(truncatingIfNeeded: first | last)
  }

  /// The window that has the hash `hash` in ``Channel/c4``.
  static func window(of hash: UInt64) -> UInt64 { StableHash.word(combinedTo: hash, from: Channel.c4.seed) }

  /// A window that moves over the text one code point at a time.
  private struct Window {
    var characters: UInt64 = 0
    var filled = 0

    mutating func push(_ character: UInt32, _ tables: Tables, _ handle: inout FeatureTally.Handle) {
      characters = characters &<< 16 | UInt64(character)
      filled &+= 1
      if filled >= 4 { tables.count(characters, &handle) }
    }
  }

  /// Counts the 4-grams of `text`; their number.
  mutating func count(_ text: Span<UInt8>, _ tables: Tables, _ handle: inout FeatureTally.Handle) -> Int {
    let room = text.count + 64
    if folded.count < room { folded = [UInt8](repeating: 0, count: max(room, 2 * folded.count)) }
    var window = Window()
    text.withUnsafeBufferPointer { text in
      folded.withUnsafeMutableBufferPointer { folded in
        guard let bytes = text.baseAddress, let out = folded.baseAddress else { return }
        var afterSpace = false
        var index = 0
        while index < text.count {
          var length = 0
          index = whorl_fold_spaces(bytes, text.count, index, out, &length, &afterSpace)
          Self.countASCII(UnsafePointer(out), length, tables, &window, &handle)
          if index < text.count {
            Self.pushMultibyte(text.span, &index, tables, &window, &handle, &afterSpace)
          }
        }
      }
    }
    return max(window.filled - 3, 0)
  }

  /// Counts the windows that end in the `length` folded characters at `out`.
  @inline(__always)
  private static func countASCII(
    _ out: UnsafePointer<UInt8>, _ length: Int, _ tables: Tables, _ window: inout Window,
    _ handle: inout FeatureTally.Handle
  ) {
    // The windows that begin before them.
    for index in 0..<min(3, length) { window.push(UInt32(out[index]), tables, &handle) }
    guard length > 3 else { return }
    handle.count(
      windowsOf: UnsafeBufferPointer(start: out, count: length), tables.ascii, start: tables.asciiStart)
    for index in length &- 4..<length { window.characters = window.characters &<< 16 | UInt64(out[index]) }
    window.filled &+= length &- 3
  }

  /// Counts the window that ends in the character at `index`, which is not ASCII.
  private static func pushMultibyte(
    _ text: Span<UInt8>, _ index: inout Int, _ tables: Tables, _ window: inout Window,
    _ handle: inout FeatureTally.Handle, _ afterSpace: inout Bool
  ) {
    let decoded = DecodedScalar(text, at: index)
    let isSpace = TextNormalization.whiteSpaceWidth(in: text, at: index, limit: text.count) > 0
    index += decoded.length
    if isSpace, afterSpace { return }
    afterSpace = isSpace
    var scalar = isSpace ? 0x20 : decoded.value
    if scalar > 0xFFFF { scalar = (scalar ^ ((scalar >> 16) &* 0x9E37)) & 0xFFFF }
    window.push(scalar, tables, &handle)
  }
}
