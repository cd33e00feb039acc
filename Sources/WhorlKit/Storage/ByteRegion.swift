/// Bytes that do not change any more, in memory or mapped from a file, that several threads may read.
///
/// The unsafe code of reading them lives here alone. Whoever maps a file keeps it from shrinking: a
/// mapped file that is cut short while it is read ends the process, as with every memory map.
public final class ByteRegion: @unchecked Sendable {
  // Sendable: the bytes are written by nobody from the end of `init` to `deinit`.
  private let bytes: UnsafeRawBufferPointer
  private let release: @Sendable () -> Void

  /// The number of bytes.
  public var count: Int { bytes.count }

  /// A region with a copy of `bytes`.
  public init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    copy.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[..<bytes.count])
    let address = UInt(bitPattern: copy.baseAddress)
    release = { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
  }

  /// A region of `bytes`, which stay valid and unchanged until `release` is called.
  public init(unchanging bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
    self.bytes = bytes
    self.release = release
  }

  deinit { release() }

  /// Lends the bytes in `range`.
  ///
  /// - Precondition: `range` is within the region.
  @inline(__always)
  public func withBytes<Result>(
    _ range: Range<Int>, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let part = UnsafeRawBufferPointer(rebasing: bytes[range])
    return try body(part.assumingMemoryBound(to: UInt8.self).span)
  }

  /// Lends the little-endian 32-bit words in `range` of bytes.
  ///
  /// - Precondition: `range` is within the region and begins and ends at multiples of four.
  @inline(__always)
  func withHalfWords<Result>(
    _ range: Range<Int>, _ body: (Span<UInt32>) throws -> Result
  ) rethrows -> Result {
    try withIntegers(range, body)
  }

  /// Lends the little-endian 64-bit words in `range` of bytes.
  ///
  /// - Precondition: `range` is within the region and begins and ends at multiples of eight.
  @inline(__always)
  func withWords<Result>(
    _ range: Range<Int>, _ body: (Span<UInt64>) throws -> Result
  ) rethrows -> Result {
    try withIntegers(range, body)
  }

  @inline(__always)
  private func withIntegers<Integer: FixedWidthInteger & BitwiseCopyable, Result>(
    _ range: Range<Int>, _ body: (Span<Integer>) throws -> Result
  ) rethrows -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let size = MemoryLayout<Integer>.size
    precondition(range.lowerBound % size == 0 && range.count % size == 0)
    let part = UnsafeRawBufferPointer(rebasing: bytes[range])
    #if _endian(big)
      let swapped = part.assumingMemoryBound(to: Integer.self).map(\.byteSwapped)
      return try body(swapped.span)
    #else
      return try body(part.assumingMemoryBound(to: Integer.self).span)
    #endif
  }
}
