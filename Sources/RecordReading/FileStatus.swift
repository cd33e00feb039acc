#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the file system says about a path, symbolic links followed.
struct FileStatus {
  enum Kind { case regular, directory, other }

  /// Device and inode: equal for two names of one file.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: Kind
  let identity: Identity
  /// Size in bytes.
  let size: Int

  init(path: [UInt8]) throws(SystemFailure) {
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    var status = stat()
    guard stat(terminated, &status) == 0 else { throw SystemFailure(number: errno) }
    switch status.st_mode & mode_t(S_IFMT) {
    case mode_t(S_IFREG): kind = .regular
    case mode_t(S_IFDIR): kind = .directory
    default: kind = .other
    }
    size = Int(status.st_size)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
