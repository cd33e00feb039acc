/// A place that records are read from: a file or standard input.
///
/// A path is kept as the bytes it has in the file system, so that names which are not UTF-8 can be
/// opened too.
public struct RecordSource: Sendable, Equatable {
  /// The bytes of the path; nil for standard input.
  let pathBytes: [UInt8]?

  /// Standard input, named `-` on the command line.
  public static let standardInput = RecordSource(pathBytes: nil)

  init(pathBytes: [UInt8]?) {
    self.pathBytes = pathBytes
  }

  /// The file at a path. Nothing is opened or looked up.
  public init(path: String) {
    pathBytes = Array(path.utf8)
  }

  /// The path as given, or `-`; bytes that are not UTF-8 show as U+FFFD and control characters as `?`.
  public var displayPath: String {
    guard let pathBytes else { return "-" }
    return printable(String(decoding: pathBytes, as: UTF8.self), limit: 4096)
  }

  /// The last component of the path, or `-`: what reports and fingerprints may show, because folders
  /// can be confidential.
  public var displayName: String {
    guard var name = pathBytes?[...] else { return "-" }
    let slash = UInt8(ascii: "/")
    while name.count > 1, name.last == slash {
      name.removeLast()
    }
    if let last = name.lastIndex(of: slash), name.count > 1 {
      name = name[(last + 1)...]
    }
    return printable(String(decoding: name, as: UTF8.self))
  }

  /// The ending of the name without that of a compression, in lower-case letters; nil if it has none.
  var formatEnding: String? {
    guard let pathBytes else { return nil }
    var parts = RecordSource(pathBytes: pathBytes).displayName.lowercased().split(
      separator: ".", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last == "gz" || parts.last == "zst" { parts.removeLast() }
    return parts.count > 1 ? parts.last.map(String.init) : nil
  }

  /// The size of a regular file in bytes; nil for anything else.
  public var fileSize: Int? {
    guard let pathBytes, let status = try? FileStatus(path: pathBytes), status.kind == .regular else {
      return nil
    }
    return status.size
  }
}
