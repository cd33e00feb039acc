#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A path, or a pattern of paths as the shell has them: `*`, `?` and `[…]`, by glob(3) of POSIX.
enum PathPattern {
  /// The paths that `text` stands for, in the order of their bytes; empty if there are none. What exists
  /// under the name `text` itself is that and no pattern.
  static func expand(_ text: String) -> [String] {
    var status = stat()
    if stat(text, &status) == 0 || lstat(text, &status) == 0 { return [text] }
    guard isPattern(text) else { return [] }
    var found = glob_t()
    defer { globfree(&found) }
    // Sorted here, because glob sorts by the locale.
    guard glob(text, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    let paths = (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether `text` has a character in it that patterns are made of.
  static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }
}
