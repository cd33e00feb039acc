#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The directory that one fingerprint a group is written to.
struct OutputDirectory {
  /// The path as given, without slashes at its end.
  let path: String

  /// Checks, before any work, that files can be written to the directory, or that it can be made.
  init(_ path: String) throws {
    guard path != "-" else {
      throw CommandFailure("--group-field writes a fingerprint a group: give -o a directory")
    }
    guard !path.isEmpty else { throw InputBytes.emptyPath }
    var status = stat()
    let place: String
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw CommandFailure(
          "\(path) is a file, and --group-field writes a fingerprint a group: give -o a directory")
      }
      place = path
    } else {
      place = OutputFile.directory(of: path)
    }
    guard access(place, W_OK | X_OK) == 0 else {
      throw errno == ENOENT
        ? CommandFailure("cannot make the directory \(path): there is no directory \(place); make it first")
        : CommandFailure(
          "cannot write to \(place): \(String(cString: strerror(errno))); name another directory with -o")
    }
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
  }

  /// Makes the directory if it is not there: once there is something to write, so that a run that ends
  /// before leaves nothing.
  func make() throws {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw CommandFailure("cannot make the directory \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// The file of a group: ASCII letters, digits, `.`, `-` and `_` of its value as they are, any other byte
  /// as `%` and two digits; `%empty` for an empty value. No two values have one name, and none is hidden or leads elsewhere.
  func file(for value: String) throws -> OutputFile { try OutputFile("\(path)/\(Self.name(value)).whorl") }

  static func name(_ value: String) -> String {
    // A file of no name but its ending would be hidden. No other value has this one: % is followed by digits there.
    if value.isEmpty { return "%empty" }
    let digits = Array("0123456789ABCDEF".utf8)
    var name: [UInt8] = []
    for (index, byte) in value.utf8.enumerated() {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (byte == UInt8(ascii: ".") && index > 0)
      if isPlain {
        name.append(byte)
      } else {
        name += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
