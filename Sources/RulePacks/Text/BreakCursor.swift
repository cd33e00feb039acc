internal import CTextScanning

/// Finds the sentence breaks of a text, looking only at places whose neighbouring bytes may make
/// one.
struct BreakCursor {
  private let isASCII: Bool
  private var base = 0
  private var candidates: UInt64 = 0

  /// A cursor for a text.
  ///
  /// - Parameter isASCII: Whether all bytes of the text are known to be ASCII.
  init(isASCII: Bool = false) { self.isASCII = isASCII }

  /// The first break from `start` on, which is at least 1; the end of the text if there is none.
  ///
  /// - Complexity: O(*n*) for the *n* bytes that are passed.
  mutating func next(from start: Int, in text: Span<UInt8>) -> Int {
    var position = start
    while position < text.count {
      if base == 0 || position < base || position >= base + 64 {
        base = position
        candidates = text.withUnsafeBufferPointer {
          whorl_break_candidates($0.baseAddress, $0.count, position, isASCII)
        }
      }
      let left = candidates >> UInt64(position - base)
      if left == 0 {
        position = base + 64
        continue
      }
      position += left.trailingZeroBitCount
      if SentenceBreaks.isBreak(at: position, in: text) { return position }
      position += 1
    }
    return text.count
  }

  /// The last break up to `end`; 0 if there is none.
  ///
  /// - Complexity: O(*n*) for the *n* bytes that are passed.
  static func last(upTo end: Int, in text: Span<UInt8>, isASCII: Bool = false) -> Int {
    var position = end
    while position > 0 {
      let base = max(1, position - 63)
      var candidates = text.withUnsafeBufferPointer {
        whorl_break_candidates($0.baseAddress, $0.count, base, isASCII)
      }
      candidates &= UInt64.max >> UInt64(63 - (position - base))
      while candidates != 0 {
        let bit = 63 - candidates.leadingZeroBitCount
        if SentenceBreaks.isBreak(at: base + bit, in: text) { return base + bit }
        candidates &= ~(1 << UInt64(bit))
      }
      position = base - 1
    }
    return 0
  }
}
