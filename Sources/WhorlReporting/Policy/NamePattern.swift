/// A pattern of names: `*` stands for any run of characters, `?` for one, all else for itself.
public struct NamePattern: Sendable, Equatable {
  /// The pattern as written.
  public let text: String

  /// A pattern; every text is one.
  public init(_ text: String) { self.text = text }

  /// Whether the whole of `name` fits the pattern. Case and every scalar count.
  ///
  /// - Complexity: O(n · m) in the scalars of name and pattern.
  public func matches(_ name: String) -> Bool {
    let pattern = Array(text.unicodeScalars)
    let name = Array(name.unicodeScalars)
    var (p, n) = (0, 0)
    // Where to go on if the last star has to stand for one scalar more.
    var retry: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        p += 1
        retry = (p, n)
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = retry {
        p = last.pattern
        n = last.name + 1
        retry = (p, n)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
