/// Whether UTF-8 text holds nothing but characters with the Unicode property White_Space (UAX #44,
/// PropList.txt; the same 25 characters since Unicode 6.3).
///
/// - Complexity: O(*k*) for *k* bytes of white space at the front.
func isWhiteSpace(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
  var index = range.lowerBound
  while index < range.upperBound {
    switch bytes[index] {
    case 0x09...0x0D, 0x20:
      index += 1
    case 0xC2 where index + 1 < range.upperBound && [0x85, 0xA0].contains(bytes[index + 1]):
      index += 2
    case 0xE1...0xE3 where index + 2 < range.upperBound:
      let scalar =
        UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
      switch scalar {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: index += 3
      default: return false
      }
    default:
      return false
    }
  }
  return true
}
