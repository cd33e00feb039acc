/// Where the builder of a large file puts one of its parts: in memory or in a file.
public protocol ByteStore: AnyObject {
  /// Bytes that were appended.
  var count: Int { get }
  /// Appends `bytes`.
  func append(_ bytes: Span<UInt8>) throws
  /// All bytes. Nothing is appended after that.
  func region() throws -> ByteRegion
}

extension ByteStore {
  /// Appends 32-bit words, little-endian.
  func append(_ words: Span<UInt32>) throws {
    #if _endian(big)
      for index in words.indices { try appendLittleEndian(words[index]) }
    #else
      try words.withUnsafeBytes { try append($0.assumingMemoryBound(to: UInt8.self).span) }
    #endif
  }

  /// Appends 64-bit words, little-endian.
  func append(_ words: Span<UInt64>) throws {
    #if _endian(big)
      for index in words.indices { try appendLittleEndian(words[index]) }
    #else
      try words.withUnsafeBytes { try append($0.assumingMemoryBound(to: UInt8.self).span) }
    #endif
  }

  /// Appends zeros up to the next multiple of eight bytes.
  func align() throws {
    let zeros = [UInt8](repeating: 0, count: (8 - count % 8) % 8)
    try append(zeros.span)
  }

  #if _endian(big)
    private func appendLittleEndian<Integer: FixedWidthInteger>(_ value: Integer) throws {
      let bytes = (0..<MemoryLayout<Integer>.size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
      try append(bytes.span)
    }
  #endif
}

/// Makes stores.
public protocol ByteStorage {
  /// A new, empty store; `name` is for error messages.
  func makeStore(_ name: String) throws -> any ByteStore
}
