#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An open file descriptor that is read to its end and closed with this object.
///
/// Owns the calls to `open`, `read` and `close`; a call that a signal interrupts is made again.
final class InputFile {
  private let descriptor: Int32
  private let closes: Bool

  /// Opens a path, or takes standard input, which stays open afterwards.
  init(_ source: RecordSource) throws(SystemFailure) {
    guard let path = source.pathBytes else {
      descriptor = STDIN_FILENO
      closes = false
      return
    }
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    var opened: Int32
    repeat {
      opened = open(terminated, O_RDONLY | O_CLOEXEC)
    } while opened < 0 && errno == EINTR
    guard opened >= 0 else { throw SystemFailure(number: errno) }
    descriptor = opened
    closes = true
  }

  /// Reads from a descriptor that someone else closes.
  init(borrowing descriptor: Int32) {
    self.descriptor = descriptor
    closes = false
  }

  deinit {
    if closes {
      _ = close(descriptor)
    }
  }

  /// The size and the time of the last change of a regular file, for telling whether it was written to.
  struct State: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// The state now; nil for what is not a regular file.
  var state: State? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG) else {
      return nil
    }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return State(size: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// Reads once into `buffer` and returns the number of bytes, 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemFailure) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw SystemFailure(number: errno) }
    }
  }
}
