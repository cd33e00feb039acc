/// Prose broken into lines at its spaces.
enum WrappedText {
  /// The longest line, in columns, that is easy to read.
  private static let comfortableWidth = 100

  /// `text` in lines of at most `width` columns, and of at most 100; a word that is longer has a line
  /// of its own. Runs of spaces count as one.
  ///
  /// - Parameter indentation: The columns that every line is to leave free at its start.
  static func lines(_ text: String, width: Int, indentation: Int = 0) -> [String] {
    let available = max(1, min(LineWidth.ofProse(width), comfortableWidth) - indentation)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ").map(String.init) {
      let length = DisplayWidth.of(word)
      if !line.isEmpty, used + 1 + length > available {
        lines.append(line)
        line = ""
        used = 0
      }
      used += line.isEmpty ? length : 1 + length
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
