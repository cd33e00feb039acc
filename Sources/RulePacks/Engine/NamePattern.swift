/// A pattern with names in it, in two spellings that match the same: one that tries hundreds of names in turn, from
/// which required texts are derived, and one that tries first letters, to be matched.
struct NamePattern {
  /// The names, one after the other.
  let list: String
  /// The names as a tree of what they begin with.
  let tree: String

  init(list: String, tree: String) { (self.list, self.tree) = (list, tree) }

  /// A pattern for any of `names`, letter case aside; empty if there are none.
  ///
  /// - Complexity: O(*b* · log *n*) for *n* names of *b* bytes.
  init(_ names: [String]) {
    guard !names.isEmpty else {
      self.init(list: "", tree: "")
      return
    }
    // The longest first, so that GPT-4o is not found as GPT-4.
    let ordered = Set(names).sorted { a, b in
      a.unicodeScalars.count != b.unicodeScalars.count
        ? a.unicodeScalars.count > b.unicodeScalars.count : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    let all = ordered.map(Self.parts)
    // A word begins with a letter or digit of ASCII, which the others must not begin with, nor with another case of it.
    let words = all.filter { $0.first == Self.wordStart }.map { Array($0.dropFirst()) }
    let others = all.filter { $0.first != Self.wordStart }
    let areApart = others.allSatisfy { !["\u{17F}", "\u{212A}", Self.gap].contains($0.first) }
    var trees = others.map { $0.joined() }
    if !words.isEmpty { trees.append(Self.wordStart + "(?:" + Self.tree(words) + ")") }
    let list = all.map { $0.joined() }.joined(separator: "|")
    let tree = areApart ? trees.joined(separator: "|") : list
    self.init(list: "(?i:" + list + ")", tree: "(?i:" + tree + ")")
  }

  /// A pattern for names that are told apart letter by letter as long as all that is next are letters and digits.
  ///
  /// Those that begin with different ones never match at the same place, and may change places; all others keep their
  /// order, so that the first that matches is the same.
  private static func tree(_ names: [[String]]) -> String {
    guard names.count > 1, names.allSatisfy({ $0.first.map(isTold) ?? false }) else {
      return names.map { $0.joined() }.joined(separator: "|")
    }
    var order: [String] = []
    var groups: [String: [[String]]] = [:]
    for name in names {
      let key = name[0].lowercased()
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(Array(name.dropFirst()))
    }
    return order.map { key in
      let group = groups[key] ?? []
      return key + (group.count > 1 ? "(?:" + tree(group) + ")" : tree(group))
    }.joined(separator: "|")
  }

  /// Whether a part is a letter or digit of ASCII.
  private static func isTold(_ part: String) -> Bool {
    part.utf8.count == 1 && part.utf8.first.map(isWord) ?? false
  }

  /// The pattern of a name: a part for each character, for runs of spaces and hyphens, and for what must stand beside it.
  private static func parts(_ name: String) -> [String] {
    var result: [String] = []
    if let first = name.utf8.first, isWord(first) { result.append(wordStart) }
    for scalar in name.unicodeScalars {
      switch scalar {
      case " ", "-": if result.last != gap { result.append(gap) }
      default:
        let isEscaped = scalar.isASCII && !isWord(UInt8(scalar.value))
        result.append((isEscaped ? "\\" : "") + String(scalar))
      }
    }
    if let last = name.utf8.last, isWord(last) { result.append("(?![A-Za-z0-9])") }
    return result
  }

  private static let wordStart = "(?<![A-Za-z0-9])"
  private static let gap = #"[\s\-\x{2010}-\x{2015}]{0,3}"#

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
