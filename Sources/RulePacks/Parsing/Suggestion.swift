/// The word that someone may have meant.
public enum Suggestion {
  /// Of `words` the nearest to `text` by optimal string alignment distance, if it is near enough: at
  /// most a third of its length and at least one edit may differ. Case is left aside.
  ///
  /// - Complexity: O(*n* *m*) a word, for lengths *n* and *m*.
  public static func nearest(to text: String, among words: [String]) -> String? {
    let text = Array(text.lowercased().unicodeScalars.prefix(100))
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = distance(text, Array(word.lowercased().unicodeScalars))
      guard distance <= max(1, max(text.count, word.unicodeScalars.count) / 3) else { continue }
      if distance < best?.distance ?? .max { best = (word, distance) }
    }
    return best?.word
  }

  /// `: did you mean 'WORD'?` or what else there is to say where nothing is near.
  static func clause(for text: String, among words: [String], otherwise: String) -> String {
    nearest(to: text, among: words).map { "; did you mean '\($0)'?" } ?? "; \(otherwise)"
  }

  /// Insertions, deletions, substitutions and swaps of neighbours.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var cost = min(previous[j + 1], current[j]) + 1
        cost = min(cost, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
