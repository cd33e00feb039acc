#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Walks over the lines in a range of bytes.
///
/// Owns the calls to `memchr`, which finds newlines several times faster than a loop over bytes.
struct LineScanner {
  private var position: Int
  private let end: Int

  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next line without its newline; nil behind the last one.
  mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
    guard position < end, end <= bytes.count else { return nil }
    let start = position
    let newline = bytes.withUnsafeBytes { bytes -> Int? in
      guard
        let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, end - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
    position = (newline ?? end) + 1
    return start..<(newline ?? end)
  }
}
