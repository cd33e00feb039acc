/// Writes fitted weights into the text of a pack: only the values change, so that comments, order and style
/// are kept.
struct PackRewriter {
  private var lines: [[Unicode.Scalar]]

  init(_ text: String) {
    // Places in the pack do not count a byte order mark.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
  }

  private enum Edit {
    case replace(String, prior: String?)
    case insert(String)
  }

  /// The text with new weights, intercepts and provenance.
  static func rewritten(
    _ text: String, pack: RulePack, fit: RuleFit, provenance: [(key: String, value: String)]
  ) -> String {
    var rewriter = PackRewriter(text)
    var edits: [(place: PackPlace, edit: Edit)] = []
    for (rule, weight) in zip(pack.rules, fit.weights) where weight != rule.weight {
      let prior = rule.hasPrior ? nil : number(rule.prior)
      if let place = rule.weightPlace {
        edits.append((place, .replace(number(weight), prior: prior)))
      } else {
        edits.append(
          (rule.place, .insert("weight: \(number(weight))" + (prior.map { "\nprior: \($0)" } ?? ""))))
      }
    }
    for (index, score) in pack.scores.enumerated() where fit.intercepts[index] != score.intercept {
      if let place = pack.interceptPlaces[index] {
        edits.append((place, .replace(number(fit.intercepts[index]), prior: nil)))
      } else {
        edits.append((score.place, .insert("intercept: \(number(fit.intercepts[index]))")))
      }
    }
    // From the back, so that places in front stay where they are.
    for (place, edit) in edits.sorted(by: { $1.place < $0.place }) { rewriter.apply(edit, at: place) }
    rewriter.setProvenance(provenance)
    return rewriter.text
  }

  private var text: String {
    var scalars = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { scalars.append("\n") }
      scalars.append(contentsOf: line)
    }
    return String(scalars)
  }

  private mutating func apply(_ edit: Edit, at place: PackPlace) {
    let row = place.line - 1
    let column = place.column - 1
    guard lines.indices.contains(row), column <= lines[row].count else { return }
    switch edit {
    case .replace(let value, let prior):
      var end = column
      while end < lines[row].count, !" ,}#\r".unicodeScalars.contains(lines[row][end]) { end += 1 }
      let isFlow = isFlow(row, before: column)
      lines[row].replaceSubrange(
        column..<end,
        with: Array((value + (isFlow ? prior.map { ", prior: \($0)" } ?? "" : "")).unicodeScalars))
      if !isFlow, let prior {
        let indentation = indentation(row)
        lines.insert(Array(indentation + Array("prior: \(prior)".unicodeScalars)), at: row + 1)
      }
    case .insert(let text):
      let parts = text.split(separator: "\n")
      if lines[row].indices.contains(column), lines[row][column] == "{" {
        let inserted = parts.map { "\($0), " }.joined()
        lines[row].insert(contentsOf: Array(inserted.unicodeScalars), at: column + 1)
      } else {
        let indentation = [Unicode.Scalar](repeating: " ", count: column)
        for part in parts.reversed() { lines.insert(indentation + Array(part.unicodeScalars), at: row + 1) }
      }
    }
  }

  /// Whether the key before a value stands in braces.
  private func isFlow(_ row: Int, before column: Int) -> Bool {
    lines[row][..<column].contains("{") || lines[row][..<column].contains(",")
  }

  /// White space up to the key of a line, a list's dash counted as such.
  private func indentation(_ row: Int) -> [Unicode.Scalar] {
    let count = lines[row].firstIndex { $0 != " " && $0 != "-" } ?? 0
    return [Unicode.Scalar](repeating: " ", count: count)
  }

  private mutating func setProvenance(_ entries: [(key: String, value: String)]) {
    if let start = lines.firstIndex(where: { $0.starts(with: Array("fitted:".unicodeScalars)) }) {
      var end = start + 1
      while end < lines.count, lines[end].first == " " { end += 1 }
      lines.removeSubrange(start..<end)
    }
    let block = ["fitted:"] + entries.map { "  \($0.key): \(Self.quoted($0.value))" }
    let target = lines.firstIndex { $0.starts(with: Array("rules:".unicodeScalars)) } ?? lines.count
    lines.insert(contentsOf: block.map { Array($0.unicodeScalars) }, at: target)
  }

  private static func quoted(_ text: String) -> String {
    if let value = Double(text), value.isFinite { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// A number without a trailing `.0`.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : value.description
  }
}

extension RuleFit {
  /// The text of the pack with these weights, their priors kept beside them, and where they come from under
  /// `fitted`; comments and order stay. Nil if what comes out does not read back as these weights.
  public func rewrite(_ text: String, provenance: [(key: String, value: String)]) -> String? {
    let result = PackRewriter.rewritten(text, pack: fittedPack, fit: self, provenance: provenance)
    guard let read = RulePack.read(Array(result.utf8), file: fittedPack.file).pack,
      read.rules.map(\.weight) == weights, read.scores.map(\.intercept) == intercepts
    else { return nil }
    return result
  }
}
