#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import WhorlKit

/// Files that are read through the page cache and not into memory.
///
/// Unsafe code of mapping lives here alone: a region has the size of its file when it was mapped and is
/// unmapped with its last owner.
enum MappedFile {
  /// The bytes of the regular file at `path`; nil for what is none.
  static func region(_ path: String) throws -> ByteRegion? {
    guard !path.isEmpty else { throw InputBytes.emptyPath }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputBytes.failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputBytes.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try region(descriptor, count: Int(status.st_size), path)
  }

  /// The first `count` bytes of an open file.
  static func region(_ descriptor: Int32, count: Int, _ path: String) throws -> ByteRegion {
    guard count > 0 else { return ByteRegion([]) }
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw CommandFailure("cannot map \(path): \(String(cString: strerror(errno)))")
    }
    let address = UInt(bitPattern: base)
    return ByteRegion(unchanging: UnsafeRawBufferPointer(start: base, count: count)) {
      munmap(UnsafeMutableRawPointer(bitPattern: address), count)
    }
  }
}
