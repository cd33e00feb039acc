internal import CPCRE2

/// The reason why a pattern cannot be compiled, or a search was given up.
public struct PatternError: Error, Equatable, Sendable {
  /// What to do about an error depends on its kind.
  public enum Kind: String, Equatable, Sendable {
    /// The pattern is malformed, or larger than PCRE2 allows.
    case compile
    /// ``MatchLimits/steps`` was exceeded.
    case matchLimit
    /// ``MatchLimits/depth`` was exceeded.
    case depthLimit
    /// ``MatchLimits/heapKibibytes`` was exceeded.
    case heapLimit
    /// PCRE2 failed in another way, for example for lack of memory.
    case `internal`
  }

  /// The kind of error.
  public let kind: Kind

  /// The PCRE2 error code: positive for compile errors, negative for match errors (pcre2api).
  public let code: Int

  /// What PCRE2 says about the code.
  public let message: String

  /// The source of the pattern.
  public let pattern: String

  /// The byte in the UTF-8 of ``pattern`` at which compiling stopped; nil for match errors.
  public let patternOffset: Int?

  init(compileCode code: Int32, offset: Int, pattern: String) {
    self.init(kind: .compile, code: code, pattern: pattern, patternOffset: offset)
  }

  init(matchCode code: Int32, pattern: String) {
    let kind: Kind =
      switch code {
      case PCRE2_ERROR_MATCHLIMIT: .matchLimit
      case PCRE2_ERROR_DEPTHLIMIT: .depthLimit
      case PCRE2_ERROR_HEAPLIMIT: .heapLimit
      default: .internal
      }
    self.init(kind: kind, code: code, pattern: pattern, patternOffset: nil)
  }

  init(impossibleMatchOf pattern: String) {
    self.init(matchCode: PCRE2_ERROR_INTERNAL, pattern: pattern)
  }

  private init(kind: Kind, code: Int32, pattern: String, patternOffset: Int?) {
    self.kind = kind
    self.code = Int(code)
    message = PatternEngine.message(for: code)
    self.pattern = pattern
    self.patternOffset = patternOffset
  }
}
