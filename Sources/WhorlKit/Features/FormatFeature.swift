/// A rate of layout, punctuation, casing or line shape: the features of ``Channel/format``.
///
/// Each is a count over an opportunity (marks per word, bullets per line, …). The raw value is its
/// position in the fingerprint, and its case name is its name in reports.
public enum FormatFeature: Int, CaseIterable, Sendable {
  // Layout, per line that is not blank.
  case bullets, ordinalMarkers, headings, codeFences, tablePipes, blockQuotes, horizontalRules
  case blankLines, singleNewlines
  // Marks, per word.
  case strongEmphasis, emphasis, codeSpans
  case straightDoubleQuotes, curlyDoubleQuotes, straightSingleQuotes, curlySingleQuotes
  case hyphens, enDashes, emDashes, ellipses
  case commas, periods, colons, semicolons, questionMarks, exclamationMarks
  case brackets, otherPunctuation, symbols, emoji, controlCharacters
  // Words, per word.
  case numbers, ideographs, capitalisedWords, allCapsWords, mixedCaseWords, longWords, functionWords
  // Lines, per line that is not blank.
  case linesEndingInColon, linesEndingInPeriod, linesOfFewWords
  // What depends on length or on the collecting harness: kept for inspection, not for scoring.
  case documentWords, documentLines, documentParagraphs, leadingWhiteSpace, trailingWhiteSpace

  /// Whether the feature measures length or an edge of the text, which scores leave out because they
  /// follow the prompt and the harness more than the model.
  public var isConfounded: Bool { rawValue >= FormatFeature.documentWords.rawValue }

  /// The feature's name in reports.
  public var name: String { String(describing: self) }
}
