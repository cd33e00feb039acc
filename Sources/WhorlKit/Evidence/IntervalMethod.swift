/// How the interval of a likelihood ratio was found. The raw values are those of reports.
public enum IntervalMethod: String, Sendable {
  /// By resampling the suspect's documents.
  case documents
  /// From the background's model of how documents scatter, where the documents are not at hand.
  case model
}
