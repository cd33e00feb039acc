/// The level of a rule's hits in reports.
public enum RuleSeverity: String, Sendable, CaseIterable {
  /// Worth knowing.
  case info
  /// Worth a look.
  case warning
  /// Worth acting on.
  case error
}
