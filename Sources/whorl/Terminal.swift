#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Standard output and standard error, and whether a person is at the other end.
enum Terminal {
  /// Writes to standard output. Ends quietly if nobody reads it any more.
  static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes bytes to standard output.
  static func write(bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes to standard error.
  static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Ends the process.
  static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Darwin)
      Darwin.exit(status.rawValue)
    #elseif canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Musl.exit(status.rawValue)
    #endif
  }

  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the terminal on standard output; 80 where there is none.
  static var width: Int {
    var size = winsize()
    guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// The value of an environment variable; nil if it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { rest in
        #if canImport(Darwin)
          Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Glibc)
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          Musl.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written > 0 {
        start += written
      } else if errno == EINTR {
        continue
      } else if errno == EPIPE || descriptor == STDERR_FILENO {
        // Nobody reads any more: there is nobody to tell.
        exit(.success)
      } else {
        let reason = String(cString: strerror(errno))
        writeError("whorl: cannot write to standard output: \(reason)\n")
        exit(.error)
      }
    }
  }
}
