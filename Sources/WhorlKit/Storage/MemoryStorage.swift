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
        Self.askForLargePages(grown, wanted)
      }
      guard let block else { return }
      bytes.withUnsafeBytes { source in
        guard let start = source.baseAddress else { return }
        (block + count).copyMemory(from: start, byteCount: source.count)
      }
      count += bytes.count
    }

    /// Large blocks are filled from their start to near their end: with pages of 2 MiB that costs 1/512 of the faults.
    private static func askForLargePages(_ start: UnsafeMutableRawPointer, _ count: Int) {
      #if os(Linux)
        guard count >= 8 << 20 else { return }
        let page = 4096
        // All pages of the block: what is not of one kind cannot grow in place.
        let first = Int(bitPattern: start) & ~(page - 1)
        let last = (Int(bitPattern: start) + count + page - 1) & ~(page - 1)
        // Advice: where it is not taken all works as without.
        _ = madvise(UnsafeMutableRawPointer(bitPattern: first), last - first, MADV_HUGEPAGE)
      #endif
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
