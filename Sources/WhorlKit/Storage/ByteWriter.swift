/// Builds the bytes of a file: little-endian words, LEB128 integers, counted strings.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(contentsOf other: [UInt8]) { bytes.append(contentsOf: other) }

  /// Eight bytes, least significant first.
  mutating func append(word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// Four bytes, least significant first.
  mutating func append(halfWord: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: halfWord >> shift))
    }
  }

  /// Unsigned LEB128: seven bits a byte, least significant first.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The length in bytes, then the UTF-8 bytes.
  mutating func append(string: String) {
    let utf8 = Array(string.utf8)
    append(varint: UInt64(utf8.count))
    bytes.append(contentsOf: utf8)
  }
}
