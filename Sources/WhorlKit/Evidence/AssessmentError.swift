/// Why comparisons cannot be turned into evidence.
public enum AssessmentError: Error, Equatable, CustomStringConvertible {
  /// The background has no such style model.
  case unknownStyle(String, [String])
  /// The background was made with another vocabulary than the fingerprints.
  case otherVocabulary(String)
  /// The question is calibrated for all channels together only.
  case questionNeedsAllChannels

  /// What is wrong, and what would help.
  public var description: String {
    switch self {
    case .unknownStyle(let name, let known):
      "the background has no style '\(name)': it has \(known.joined(separator: ", "))"
    case .otherVocabulary(let name):
      "background '\(name)' was made with another vocabulary than the fingerprints: "
        + "make the fingerprints again, name another --background, or use --uncalibrated"
    case .questionNeedsAllChannels:
      "'derived' is calibrated for all channels together: leave out --channels"
    }
  }
}
