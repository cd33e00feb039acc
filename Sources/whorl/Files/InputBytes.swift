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

  /// What to say of a path without a character in it.
  static let emptyPath = CommandFailure("a path is empty: name a file (is a variable of the shell not set?)")

  /// Whether there is something at `path`, or it is standard input.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return path == "-" || path.isEmpty || stat(path, &status) == 0 || errno != ENOENT
  }

  /// The bytes of the file at `path`, or of standard input for `-`.
  static func read(_ path: String) throws -> [UInt8] {
    guard !path.isEmpty else { throw emptyPath }
    let isStandardInput = path == "-"
    let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { if !isStandardInput { close(descriptor) } }
    var bytes: [UInt8] = []
    while try append(to: &bytes, count: 1 << 20, from: descriptor, path) {
      guard bytes.count <= maximumBytes else {
        throw CommandFailure(
          "\(path) is too large to be a file of ours: it has more than \(maximumBytes) bytes")
      }
    }
    return bytes
  }

  /// The first `count` bytes of the file at `path`; nil for what is not a regular file, which may be
  /// read only once.
  static func prefix(of path: String, count: Int) throws -> [UInt8]? {
    guard !path.isEmpty else { throw emptyPath }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
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
    guard !path.isEmpty else { throw emptyPath }
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

  /// What the operating system said of `path`.
  static func failure(_ path: String) -> CommandFailure {
    if errno == EISDIR { return CommandFailure("\(path) is a directory: name a file in it") }
    return CommandFailure("cannot open \(path): \(String(cString: strerror(errno))); check the path")
  }
}
