/// Why a file is no baseline.
public enum PolicyBaselineError: Error, Equatable, CustomStringConvertible {
  /// It is not JSON, or lacks members.
  case malformed
  /// It has another schema.
  case otherSchema(String)
  /// It names a rule that does not exist.
  case unknownRule(String)

  /// What is wrong, and what would help; follows the file's name.
  public var description: String {
    let remedy = "make one with 'whorl compare --baseline FILE --update-baseline'"
    return switch self {
    case .malformed: "is no baseline: \(remedy)"
    case .otherSchema(let schema): "has the schema '\(schema)' and not '\(PolicyBaseline.schema)': \(remedy)"
    case .unknownRule(let rule): "accepts the rule '\(rule)', which does not exist: \(remedy)"
    }
  }
}
