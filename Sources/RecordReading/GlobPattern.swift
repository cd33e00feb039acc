#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Paths by pattern: `*`, `?` and `[…]` as POSIX glob has them.
///
/// Owns the calls to `glob` and `globfree`.
enum GlobPattern {
  /// Whether an argument can be a pattern.
  static func isPattern(_ argument: [UInt8]) -> Bool {
    argument.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
  }

  /// The paths that match, in the order of their bytes.
  static func matches(_ pattern: [UInt8]) -> [[UInt8]] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern.map { CChar(bitPattern: $0) } + [0], GLOB_NOSORT, nil, &found) == 0 else { return [] }
    let paths = UnsafeBufferPointer(start: found.gl_pathv, count: Int(found.gl_pathc)).compactMap { path in
      path.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
    return paths.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
