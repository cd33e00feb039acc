#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import WhorlKit

/// Stores in files without a name beside the file that is being built: they are gone when the process is,
/// however it ends.
struct FileStorage: ByteStorage {
  /// The path of the file that is being built.
  let path: String

  func makeStore(_ name: String) throws -> any ByteStore { try Store(besides: path) }

  /// A store that is a file.
  private final class Store: ByteStore {
    private static let bufferSize = 1 << 18

    private(set) var count = 0
    private let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    init(besides path: String) throws {
      self.path = path
      var template = Array("\(path).scratch-XXXXXX".utf8CString)
      descriptor = mkstemp(&template)
      guard descriptor >= 0 else { throw Self.failure(path) }
      unlink(&template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    func append(_ bytes: Span<UInt8>) throws {
      bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
      count += bytes.count
      if buffer.count >= Self.bufferSize { try flush() }
    }

    func region() throws -> ByteRegion {
      try flush()
      buffer = []
      return try MappedFile.region(descriptor, count: count, path)
    }

    private func flush() throws {
      do throws(DescriptorOutput.Failure) {
        try DescriptorOutput.writeAll(buffer, to: descriptor)
      } catch {
        errno = error.code
        throw Self.failure(path)
      }
      buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String) -> CommandFailure {
      CommandFailure(
        "cannot write beside \(path): \(String(cString: strerror(errno))); give -o a place on another disk")
    }
  }
}
