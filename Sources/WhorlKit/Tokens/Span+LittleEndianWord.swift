/// Eight bytes at a time, within bounds.
extension Span<UInt8> {
  /// The little-endian word of the bytes at `index`, with zeros for those after the end.
  @inline(__always)
  func littleEndianWord(at index: Int) -> UInt64 {
    if index <= count - 8 {
      // Any eight bytes are a UInt64, and the load checks its bounds.
      return UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    return trailingWord(at: index)
  }

  @inline(never)
  private func trailingWord(at index: Int) -> UInt64 {
    var word: UInt64 = 0
    var position = index
    while position < count {
      word |= UInt64(self[position]) << UInt64(8 * (position - index))
      position += 1
    }
    return word
  }
}
