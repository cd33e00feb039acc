#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import CInterruption

/// Where a result goes: standard output, or a file that is written whole or not at all, to a temporary
/// file beside it that is then renamed.
struct OutputFile {
  /// The path as given; `-` is standard output.
  let path: String
  /// The option that named it, for errors.
  private let option: String

  /// Checks, before any work, that `path` can be written and is none of the files that `inputs` gives,
  /// which are asked for only if there is something at `path`.
  ///
  /// - Parameters:
  ///   - option: The option that named it.
  ///   - noun: What it is, for errors.
  ///   - isText: Whether a terminal may show it.
  init(
    _ path: String, option: String = "-o", noun: String = "output", isText: Bool = false,
    inputs: () throws -> [String] = { [] }
  ) throws {
    self.path = path
    self.option = option
    if path == "-" {
      guard isText || !Terminal.isInteractive else {
        throw CommandFailure("-o - would write bytes to the terminal: redirect it, or name a file")
      }
      return
    }
    guard !path.isEmpty else { throw InputBytes.emptyPath }
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw CommandFailure("cannot write \(path): it is a directory; name a file")
      }
      guard access(path, W_OK) == 0 else { throw failure(errno) }
      for input in try inputs() where Self.isSameFile(input, status) {
        throw CommandFailure("\(path) is an input and the \(noun): give \(option) another name")
      }
    }
    let directory = Self.directory(of: path)
    if !Self.isSpecial(path), access(directory, W_OK | X_OK) != 0 {
      throw errno == ENOENT
        ? CommandFailure("cannot write \(path): there is no directory \(directory); make it first")
        : failure(errno)
    }
  }

  /// Writes `bytes`.
  func write(_ bytes: [UInt8]) throws {
    if path == "-" { return Terminal.write(bytes: bytes) }
    try write { sink in try sink(bytes) }
  }

  /// Writes what `body` hands to its argument, piece by piece, to what is not standard output.
  func write(_ body: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws {
    if Self.isSpecial(path) { return try writeInPlace(body) }
    // Through a link to what it leads to, so that the link stays one.
    let target = Self.resolved(path)
    let (temporary, descriptor) = try openTemporary(besides: target)
    defer { cinterruption_guard(nil) }
    do {
      var status = stat()
      if stat(target, &status) == 0 { _ = fchmod(descriptor, status.st_mode & 0o777) }
      try body { try writeAll($0, to: descriptor) }
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let error = failure(errno)
      unlink(temporary)
      throw error
    }
  }

  /// A name that a killed process with our number did not leave behind.
  private func openTemporary(besides target: String) throws -> (path: String, descriptor: Int32) {
    for attempt in 0..<100 {
      let temporary = "\(target).partial-\(getpid())-\(attempt)"
      // Before the file is there: a file of that name that is another's is not opened, and not guarded.
      guard access(temporary, F_OK) != 0 else { continue }
      cinterruption_guard(temporary)
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (temporary, descriptor) }
      cinterruption_guard(nil)
      guard errno == EEXIST else { throw failure(errno) }
    }
    throw CommandFailure("cannot write \(path): remove the \(path).partial-* files beside it")
  }

  /// Devices and pipes cannot be replaced by a new file, and must not be.
  private func writeInPlace(_ body: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    try body { try writeAll($0, to: descriptor) }
  }

  private func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    do throws(DescriptorOutput.Failure) {
      try DescriptorOutput.writeAll(bytes, to: descriptor)
    } catch {
      throw failure(error.code)
    }
  }

  /// Whether two paths are those of one file, which need not be there yet.
  static func isSame(_ a: String, _ b: String) -> Bool { a == b || place(a) == place(b) }

  /// The path of a file with every link in it followed.
  private static func place(_ path: String) -> String {
    if access(path, F_OK) == 0 { return resolved(path) }
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return resolved(directory(of: path)) + "/" + name
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private static func isSameFile(_ input: String, _ status: stat) -> Bool {
    var other = stat()
    return stat(input, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino
      && status.st_mode & S_IFMT == S_IFREG
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func failure(_ number: Int32) -> CommandFailure {
    CommandFailure("cannot write \(path): \(String(cString: strerror(number))); give \(option) another name")
  }

  /// The path of the directory that a path is in. Slashes at its end are not part of it.
  static func directory(of path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
