#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import WhorlReporting

/// Standard output and standard error, and whether a person is at the other end.
enum Terminal {
  /// Writes to standard output. Ends quietly if nobody reads it any more.
  static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes bytes to standard output.
  static func write(bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes to standard error. That nobody can read it is no reason to stop.
  static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes a line that begins with the tool's name to standard error. It is one line whatever it
  /// quotes, and nothing in it is obeyed by a terminal.
  static func writeErrorLine(_ text: String) {
    let line = PrintableText.of(text)
    // What is wrong stands in front and what would help at the end: of a long quotation the middle goes.
    let isLong = line.count > 2000
    writeError("whorl: \(isLong ? line.prefix(1400) + " … " + line.suffix(500) : line[...])\n")
  }

  /// Makes the three standard descriptors safe to use; to be called first.
  ///
  /// A pipe that nobody reads any more is an error of `write` and not a signal, so that its exit status
  /// is ours; so is a file that would grow beyond the limit of the user. A descriptor that was closed is opened so that using it fails: otherwise the next file
  /// would take its place, and notes would be written into a result.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

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

  /// Whether standard error is a terminal.
  static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal on standard output; no limit where there is none.
  static var width: Int {
    var size = winsize()
    guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return isInteractive ? 80 : LineWidth.unlimited
    }
    return Int(size.ws_col)
  }

  /// `text` cut to what a line of the terminal on standard error holds without
  /// wrapping: a line that wrapped could not be replaced.
  static func fitted(_ text: String) -> String {
    var size = winsize()
    let isKnown = isErrorInteractive && ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    // The last column stays free: some terminals wrap when it is filled.
    let free = (isKnown ? Int(size.ws_col) : 80) - 1
    return text.count <= free ? text : String(text.prefix(max(0, free)))
  }

  /// The value of an environment variable; nil if it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    do throws(DescriptorOutput.Failure) {
      try DescriptorOutput.writeAll(bytes, to: descriptor)
    } catch {
      // Where standard error cannot be written, or nobody reads any more, there is nobody to tell.
      if descriptor == STDERR_FILENO { return }
      if error.code == EPIPE { exit(.success) }
      writeErrorLine("cannot write to standard output: \(String(cString: strerror(error.code)))")
      exit(.error)
    }
  }
}
