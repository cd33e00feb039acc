/// Text from outside made fit for a line or a table cell of GitHub-flavoured Markdown.
enum MarkdownText {
  /// `text` without control and invisible characters, and with everything that Markdown or HTML would
  /// read as markup, a link or a mention as a character reference (CommonMark 0.31, § 2.5).
  ///
  /// - Complexity: O(*n*) in the scalars of `text`.
  static func of(_ text: String) -> String {
    var result = ""
    for scalar in PrintableText.of(text).unicodeScalars {
      switch scalar {
      // A reference can neither begin a construct nor end one, so that no context has to be known.
      case "&", "<", ">", "\"", "'", "`", "*", "_", "~", "[", "]", "(", ")", "!", "|", "\\", "#", "@", "$",
        "{",
        "}":
        result += "&#\(scalar.value);"
      // Bare addresses become links: "https://" and "www.".
      case ":": result += "&#58;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing("www.", with: "www&#46;")
  }
}
