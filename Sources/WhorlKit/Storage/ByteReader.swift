/// Reads what ``ByteWriter`` wrote, from bytes that nobody vouches for: every read is checked, and a
/// failed one is an error and never a trap.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// A read past the end, or a value that cannot be.
  struct Malformed: Error {
    /// What was wrong, as part of a sentence.
    let reason: String
  }

  /// Bytes that have not been read.
  var remaining: Int { bytes.endIndex - position }

  mutating func byte() throws(Malformed) -> UInt8 {
    guard position < bytes.endIndex else { throw Malformed(reason: "it ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func slice(count: Int) throws(Malformed) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw Malformed(reason: "it ends too early") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func word() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(try byte()) << shift }
    return value
  }

  mutating func halfWord() throws(Malformed) -> UInt32 {
    var value: UInt32 = 0
    for shift in stride(from: UInt32(0), to: 32, by: 8) { value |= UInt32(try byte()) << shift }
    return value
  }

  /// An LEB128 integer in its shortest form: one value has one encoding, so that equal content has
  /// equal bytes.
  mutating func varint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63, next > 1 { throw Malformed(reason: "an integer is too large") }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 {
        if next == 0, shift > 0 { throw Malformed(reason: "an integer is not in its shortest form") }
        return value
      }
      shift += 7
      if shift > 63 { throw Malformed(reason: "an integer is too large") }
    }
  }

  /// A count of items that take at least `bytesEach` bytes, so that a damaged count cannot make the
  /// reader allocate more than the file holds.
  mutating func count(bytesEach: Int) throws(Malformed) -> Int {
    let value = try varint()
    guard value <= UInt64(remaining / max(bytesEach, 1)) else {
      throw Malformed(reason: "a count is larger than what follows")
    }
    return Int(value)
  }

  mutating func string() throws(Malformed) -> String {
    let count = try count(bytesEach: 1)
    let utf8 = try slice(count: count)
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw Malformed(reason: "a text is not valid UTF-8")
    }
    return text
  }

  /// Ends the reading: an error if anything is left over.
  func finish() throws(Malformed) {
    guard remaining == 0 else { throw Malformed(reason: "\(remaining) bytes too many") }
  }
}
