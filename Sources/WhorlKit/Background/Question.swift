/// What a likelihood ratio is asked about. The raw values are those of reports.
public enum Question: String, CaseIterable, Sendable {
  /// Do the suspect's outputs come from the reference's model, rather than from another?
  case same
  /// Is the suspect's model derived from the reference's (a fine-tune, another size, another system prompt) or
  /// both from a third, rather than of another family?
  case derived
}
