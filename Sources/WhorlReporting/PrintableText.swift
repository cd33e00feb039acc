/// Text from outside made fit for a terminal and for one line.
public enum PrintableText {
  /// The most scalars that are kept of one character: enough for every emoji sequence, and few enough
  /// that stacked marks do not cover the lines above.
  private static let scalarsKept = 16

  /// `text` without what a terminal would obey: control characters, line separators and invisible
  /// format characters such as direction overrides (Unicode categories Cc, Cf, Zl, Zp; UAX #44) become
  /// U+FFFD, all but the zero width joiner of emoji sequences.
  ///
  /// - Complexity: O(*n*) in the scalars of `text`.
  public static func of(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text {
      for scalar in character.unicodeScalars.prefix(scalarsKept) {
        result.append(isObeyed(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: scalar != "\u{200D}"
    default: false
    }
  }
}
