/// What was done to all of a source's texts after they were written, where it shows without a doubt.
///
/// Ratios of such texts are about what was done to them, and not about who wrote them.
public enum TextTreatment: String, Sendable, CaseIterable {
  /// Line breaks were taken out, as in a cell of a spreadsheet.
  case withoutLineBreaks
  /// Letters were made small.
  case lowerCase
  /// Letters were made capital.
  case upperCase
  /// Punctuation was taken out.
  case withoutPunctuation

  /// What shows it.
  public var finding: String {
    switch self {
    case .withoutLineBreaks: "at most one in fifty of the suspect's texts has a line break"
    case .lowerCase: "at most one in fifty of the suspect's texts has a capital letter"
    case .upperCase: "most words of the suspect's texts are in capitals"
    case .withoutPunctuation: "at most one in fifty of the suspect's texts has a period or a comma"
    }
  }
}
