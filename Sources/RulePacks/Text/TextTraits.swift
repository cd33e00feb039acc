internal import CTextScanning

/// Which kinds of characters a text holds, so that what looks for others need not read it.
struct TextTraits {
  private let leads: UInt64
  /// Whether the text holds U+017F (long s) or U+212A (Kelvin sign).
  let hasUnusualCase: Bool
  /// Whether all of its bytes are ASCII.
  let isASCII: Bool

  /// The traits of `text`.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  init(of text: Span<UInt8>) {
    let traits = text.withUnsafeBufferPointer { whorl_traits_of_text($0.baseAddress, $0.count) }
    leads = traits.leads
    hasUnusualCase = traits.has_unusual_case
    isASCII = traits.is_ascii
  }

  /// Whether all bytes of a part of a text are ASCII: eight are looked at together (Lamport 1975,
  /// doi:10.1145/360933.360994).
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  static func isASCII(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let part = text.extracting(range)
    let bytes = part.bytes
    var any: UInt64 = 0
    var index = 0
    while index + 8 <= part.count {
      any |= bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < part.count {
      any |= UInt64(part[index])
      index += 1
    }
    return any & 0x8080_8080_8080_8080 == 0
  }

  /// Whether any byte is the first one of a character beyond ASCII, or looks so.
  var hasLeads: Bool { leads != 0 }

  /// Whether a byte of `range`, which lies above 0xBF, stands in the text.
  func mayHold(_ range: ClosedRange<UInt8>) -> Bool {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return leads >> UInt64(range.lowerBound - 0xC0) & (1 << width - 1) != 0
  }
}
