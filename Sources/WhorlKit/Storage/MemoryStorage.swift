#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Stores in memory.
public struct MemoryStorage: ByteStorage {
  /// A block of memory that grows in place where it can, and becomes the region without being copied.
  ///
  /// Unsafe code: what is written lies below the capacity, and the block has one owner, first this object
  /// and then the region.
  private final class Store: ByteStore {
    private var block: UnsafeMutableRawPointer?
    private var capacity = 0
    private(set) var count = 0

    deinit { free(block) }

    func append(_ bytes: Span<UInt8>) throws {
      guard !bytes.isEmpty else { return }
      if count + bytes.count > capacity {
        let wanted = max(2 * capacity, count + bytes.count, 4096)
        guard let grown = realloc(block, wanted) else { throw OutOfMemory() }
        block = grown
        capacity = wanted
      }
      guard let block else { return }
      bytes.withUnsafeBytes { source in
        guard let start = source.baseAddress else { return }
        (block + count).copyMemory(from: start, byteCount: source.count)
      }
      count += bytes.count
    }

    func region() -> ByteRegion {
      let address = UInt(bitPattern: block)
      defer {
        block = nil
        (capacity, count) = (0, 0)
      }
      return ByteRegion(unchanging: UnsafeRawBufferPointer(start: block, count: count)) {
        free(UnsafeMutableRawPointer(bitPattern: address))
      }
    }
  }

  /// The system gave no memory.
  struct OutOfMemory: Error, CustomStringConvertible {
    var description: String { "there is not enough memory: make an index with 'whorl index' instead" }
  }

  /// Storage in memory.
  public init() {}

  /// A new, empty block.
  public func makeStore(_ name: String) -> any ByteStore { Store() }
}
