/// One step of decoding UTF-8: a code point, or U+FFFD in place of bytes that are not UTF-8.
struct DecodedScalar {
  /// The code point, U+FFFD for invalid bytes.
  let value: UInt32
  /// Bytes consumed, 1 to 4.
  let length: Int
  /// Whether the bytes were UTF-8.
  let isValid: Bool

  @inline(__always) private init(_ value: UInt32, _ length: Int) {
    self.value = value
    self.length = length
    isValid = true
  }

  @inline(__always) private init(invalid length: Int) {
    value = 0xFFFD
    self.length = length
    isValid = false
  }

  /// Decodes at `index`. Invalid bytes are taken by maximal subparts (Unicode Standard 15.0, table
  /// 3-7 and section 3.9).
  ///
  /// - Precondition: `index` is inside `text`.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    let lead = text[index]
    self =
      lead < 0x80 ? DecodedScalar(UInt32(lead), 1) : DecodedScalar(multibyte: text, at: index, lead: lead)
  }

  @inline(__always)
  private init(multibyte text: Span<UInt8>, at index: Int, lead: UInt8) {
    let available = text.count - index
    // The range of the second byte keeps out overlong forms, surrogates and what exceeds U+10FFFF.
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default:
      self.init(invalid: 1)
      return
    }
    guard available > 1 else {
      self.init(invalid: 1)
      return
    }
    let second = text[index + 1]
    guard second >= lowest, second <= highest else {
      self.init(invalid: 1)
      return
    }
    if length == 2 {
      self.init(UInt32(lead & 0x1F) << 6 | UInt32(second & 0x3F), 2)
      return
    }
    guard available > 2, text[index + 2] & 0xC0 == 0x80 else {
      self.init(invalid: 2)
      return
    }
    let third = text[index + 2]
    if length == 3 {
      self.init(UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
      return
    }
    guard available > 3, text[index + 3] & 0xC0 == 0x80 else {
      self.init(invalid: 3)
      return
    }
    let high = UInt32(lead & 0x07) << 18 | UInt32(second & 0x3F) << 12
    self.init(high | UInt32(third & 0x3F) << 6 | UInt32(text[index + 3] & 0x3F), 4)
  }
}
