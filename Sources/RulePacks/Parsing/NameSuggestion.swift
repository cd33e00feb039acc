/// The name that somebody meant who wrote another.
public enum NameSuggestion {
  /// The nearest of `names` to `text`, if it is near enough to have been meant: up to a third of its
  /// letters wrong, and one at least. Case, hyphens and underscores do not count.
  ///
  /// Distance is optimal string alignment: insertions, deletions, substitutions and swaps of neighbours
  /// (Damerau 1964, doi:10.1145/363958.363994). Of equally near names the first is taken.
  ///
  /// - Complexity: O(n · m) in the letters of `text` and of each name.
  public static func nearest(to text: String, among names: [String]) -> String? {
    let folded = Self.folded(text)
    // A mistyped name is short, and what is long was not mistyped.
    guard folded.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let letters = Self.folded(name)
      let distance = distance(folded, letters)
      guard distance <= max(1, letters.count / 3), distance < letters.count else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
    }
    return best?.name
  }

  /// ": did you mean 'NAME'?" or nothing, to follow a message.
  public static func hint(for text: String, among names: [String]) -> String {
    nearest(to: text, among: names).map { ": did you mean '\($0)'?" } ?? ""
  }

  /// "; did you mean 'NAME'?", or `otherwise` where nothing is near, to follow a message.
  static func clause(for text: String, among names: [String], otherwise: String) -> String {
    nearest(to: text, among: names).map { "; did you mean '\($0)'?" } ?? "; \(otherwise)"
  }

  private static func folded(_ text: String) -> [Character] {
    text.lowercased().filter { $0 != "-" && $0 != "_" }
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
