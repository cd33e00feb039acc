/// Removes the marks of Markdown and keeps the words: what copying from a rendered page does.
///
/// Line by line, by the marks of CommonMark 0.31 and the tables of GitHub's dialect, without their full
/// grammar: an asterisk that was meant as one is lost as well.
enum MarkdownStripper {
  /// `text` without marks.
  static func stripped(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let line = stripped(line: Array(line.unicodeScalars)) { lines.append(line) }
    }
    return lines.joined(separator: "\n")
  }

  /// A line without marks; nil if it was nothing but a mark: a fence, a rule, the rule of a table.
  private static func stripped(line: [Unicode.Scalar]) -> String? {
    var rest = line[...]
    rest = rest.drop { $0 == " " || $0 == "\t" }
    let visible = rest.filter { !$0.properties.isWhitespace }
    if visible.starts(with: "```".unicodeScalars) || visible.starts(with: "~~~".unicodeScalars) { return nil }
    if visible.count >= 3, let mark = visible.first, "-*_=".unicodeScalars.contains(mark),
      visible.allSatisfy({ $0 == mark })
    {
      return nil
    }
    if visible.count >= 3, visible.contains("|"), visible.allSatisfy({ "|-:".unicodeScalars.contains($0) }) {
      return nil
    }
    while rest.first == ">" { rest = rest.dropFirst().drop { $0 == " " } }
    rest = withoutListMark(withoutHeadingMark(rest))
    return inline(Array(rest))
  }

  private static func withoutHeadingMark(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let text = line.drop { $0 == "#" }
    guard (1...6).contains(text.startIndex - line.startIndex), text.first == " " else { return line }
    return text.drop { $0 == " " }
  }

  private static func withoutListMark(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard let first = line.first else { return line }
    var mark = line
    if "-*+".unicodeScalars.contains(first) {
      mark = line.dropFirst()
    } else {
      let number = line.prefix { ("0"..."9").contains($0) }
      let after = line.dropFirst(number.count)
      guard (1...9).contains(number.count), after.first == "." || after.first == ")" else { return line }
      mark = after.dropFirst()
    }
    return mark.first == " " ? mark.drop { $0 == " " } : line
  }

  /// Without emphasis, code marks and table bars; links and images become their text.
  private static func inline(_ scalars: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "*", "`", "|": break
      case "~" where index + 1 < scalars.count && scalars[index + 1] == "~": index += 1
      case "_" where !isInsideWord(scalars, index): break
      case "!" where index + 1 < scalars.count && scalars[index + 1] == "[": break
      case "[": break
      case "]":
        if index + 1 < scalars.count, scalars[index + 1] == "(",
          let end = scalars[index...].firstIndex(of: ")")
        {
          index = end
        }
      default: result.append(scalar)
      }
      index += 1
    }
    return String(result)
  }

  /// An underscore within a name such as `snake_case` is no emphasis.
  private static func isInsideWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    let (before, after) = (scalars[index - 1].properties, scalars[index + 1].properties)
    return (before.isAlphabetic || before.numericType != nil)
      && (after.isAlphabetic || after.numericType != nil)
  }
}
