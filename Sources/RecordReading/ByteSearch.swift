#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Searches in bytes that the C library does several times faster than a loop.
///
/// Owns the calls to `memchr`; ranges are checked against the bytes.
enum ByteSearch {
  /// The first place of a byte in a range.
  static func firstIndex(of byte: UInt8, in range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return bytes.withUnsafeBytes { bytes -> Int? in
      guard
        let base = bytes.baseAddress,
        let found = memchr(base + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// How often a byte occurs in a range.
  ///
  /// Eight bytes at once in a word, whose bytes are counters of what was found at their place: a vector type is
  /// taken apart byte by byte on processors of the oldest kind that the program is built for.
  static func count(of byte: UInt8, in range: Range<Int>, of bytes: Span<UInt8>) -> Int {
    bytes.extracting(range).withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      let pairs: UInt64 = 0x00FF_00FF_00FF_00FF
      let wanted = ones &* UInt64(byte)
      var count = 0
      var index = 0
      while index <= bytes.count &- 8 {
        // A counter of one byte holds this many words.
        let end = min(bytes.count &- 8, index &+ 254 &* 8)
        var counters: UInt64 = 0
        while index <= end {
          let difference = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ wanted
          // The highest bit of each byte that differs.
          let differs = ((difference & low) &+ low) | difference
          counters &+= (~differs >> 7) & ones
          index &+= 8
        }
        let sums = (counters & pairs) &+ ((counters >> 8) & pairs)
        count &+= Int((sums &* 0x0001_0001_0001_0001) >> 48)
      }
      while index < bytes.count {
        count &+= bytes[index] == byte ? 1 : 0
        index &+= 1
      }
      return count
    }
  }
}
