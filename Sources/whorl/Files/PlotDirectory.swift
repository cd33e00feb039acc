#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import WhorlReporting

/// The directory that plots are written to.
struct PlotDirectory {
  private let path: String

  /// Makes the directory if it is not there, and checks that files can be written in it.
  init(_ path: String) throws {
    guard !path.isEmpty else { throw InputBytes.emptyPath }
    var status = stat()
    if stat(path, &status) != 0 {
      guard mkdir(path, 0o777) == 0 else {
        throw CommandFailure(
          "cannot make the directory \(path): \(String(cString: strerror(errno))); "
            + "give --plots a directory in one that is there")
      }
    } else if status.st_mode & S_IFMT != S_IFDIR {
      throw CommandFailure("--plots \(path) is a file: name a directory")
    }
    self.path = path.hasSuffix("/") ? path : path + "/"
    _ = try OutputFile(self.path + "tippett.svg")
  }

  /// Writes each plot under its name.
  func write(_ plots: [EvaluationReport.Plot]) throws {
    for plot in plots { try OutputFile(path + plot.name).write(Array(plot.svg.utf8)) }
  }
}
