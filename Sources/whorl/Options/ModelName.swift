import WhorlReporting

/// Names that users give to models, makers and vocabularies. They are printed in every report, so they
/// must be something that can be read.
enum ModelName {
  /// The most characters of a name.
  static let maximumLength = 200

  /// Throws, naming `option`, if `name` is empty, too long, or not plain text on one line.
  static func check(_ name: String?, option: String) throws {
    guard let name else { return }
    let problem: String? =
      if name.allSatisfy(\.isWhitespace) {
        "is empty: give it some text"
      } else if name.unicodeScalars.count > maximumLength {
        "has \(name.unicodeScalars.count) characters: give at most \(maximumLength)"
      } else if PrintableText.of(name) != name {
        "has control or invisible characters, or line ends, in it: give plain text"
      } else if name.first?.isWhitespace == true || name.last?.isWhitespace == true {
        "begins or ends with white space: leave that out"
      } else {
        nil
      }
    if let problem { throw CommandFailure("\(option) \(problem)") }
  }

  /// A name made of `text`, which comes from a file system.
  static func derived(from text: String) -> String {
    let printable = PrintableText.of(text)
    return printable.unicodeScalars.count <= maximumLength
      ? printable : String(String.UnicodeScalarView(printable.unicodeScalars.prefix(maximumLength - 1))) + "…"
  }
}
