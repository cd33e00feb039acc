#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whole files of ours, and the first look that tells what a file is.
enum InputBytes {
  /// The largest file of ours that is read into memory.
  private static let maximumBytes = 1 << 30

  /// The bytes of the file at `path`.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while try append(to: &bytes, count: 1 << 20, from: descriptor, path) {
      guard bytes.count <= maximumBytes else {
        throw CommandFailure("\(path) is too large for a fingerprint: more than \(maximumBytes) bytes")
      }
    }
    return bytes
  }

  /// The first `count` bytes of the file at `path`; empty for what is not a regular file, which may
  /// be read only once.
  static func prefix(of path: String, count: Int) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return [] }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    _ = try append(to: &bytes, count: count, from: descriptor, path)
    return bytes
  }

  /// The paths of the fingerprints directly in the directory `path`, in the order of their names'
  /// bytes; nil if it is no directory.
  static func fingerprints(inDirectory path: String) throws -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return nil }
    guard let directory = opendir(path) else { throw failure(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name.hasSuffix(".whorl"), !name.hasPrefix(".") { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return names.map { prefix + $0 }
  }

  private static func append(
    to bytes: inout [UInt8], count: Int, from descriptor: Int32, _ path: String
  ) throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      #if canImport(Darwin)
        let got = Darwin.read(descriptor, &buffer, count)
      #elseif canImport(Glibc)
        let got = Glibc.read(descriptor, &buffer, count)
      #else
        let got = Musl.read(descriptor, &buffer, count)
      #endif
      if got > 0 {
        bytes.append(contentsOf: buffer[..<got])
        return true
      }
      if got == 0 { return false }
      if errno != EINTR { throw failure(path) }
    }
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure("cannot open \(path): \(String(cString: strerror(errno)))")
  }
}
