internal import CPCRE2

/// A compiled regular expression in the syntax of PCRE2, for text in UTF-8.
///
/// ```swift
/// let pattern = try Pattern(#"(\w+)-ish\b"#, options: [.caseless, .unicodeClasses])
/// var matcher = PatternMatcher()
/// let match = try matcher.firstMatch(of: pattern, in: bytes.span)
/// ```
///
/// Subjects need not be valid: bytes that are not UTF-8 match nothing, and the text around them is
/// matched as usual; whether an assertion such as `$`, or an empty match, holds beside such bytes
/// depends on the version of PCRE2 and on machine code or interpreter. Line ends are CR, LF and CRLF, however the library was built. `\C` is refused.
///
/// A pattern is immutable and may be shared by threads, each with its own ``PatternMatcher``.
public struct Pattern: Sendable {
  /// The longest source, in bytes of UTF-8.
  public static let maximumLength = 65536

  /// What was compiled.
  public let source: String
  /// How it was compiled.
  public let options: PatternOptions
  /// The bounds on the work of a search.
  public private(set) var limits: MatchLimits
  /// The number of capturing groups.
  public let groupCount: Int

  let compiled: CompiledPattern
  let treatsCRLFAsOne: Bool

  /// Compiles `source`, to machine code where the system allows it.
  ///
  /// - Throws: ``PatternError`` of the kind ``PatternError/Kind/compile``, with the byte at which
  ///   compiling stopped.
  public init(
    _ source: String, options: PatternOptions = [], limits: MatchLimits = .default
  ) throws(PatternError) {
    compiled = try CompiledPattern(source: source, options: options)
    self.source = source
    self.options = options
    self.limits = limits
    groupCount = compiled.number(UInt32(PCRE2_INFO_CAPTURECOUNT))
    let newline = compiled.number(UInt32(PCRE2_INFO_NEWLINE))
    // A verb such as (*LF) at the start of the source overrides the convention set here.
    treatsCRLFAsOne =
      newline == Int(PCRE2_NEWLINE_CRLF) || newline == Int(PCRE2_NEWLINE_ANY)
      || newline == Int(PCRE2_NEWLINE_ANYCRLF)
  }

  /// Whether the pattern was compiled to machine code.
  public var usesMachineCode: Bool { compiled.usesMachineCode }

  /// The number of characters before a match that the pattern may look at: a window must leave
  /// them in the subject. `\b` counts as one, `^` does not count but looks at one as well.
  public var maximumLookbehind: Int { compiled.number(UInt32(PCRE2_INFO_MAXLOOKBEHIND)) }

  /// A lower bound of the characters in a match.
  public var minimumMatchLength: Int { compiled.number(UInt32(PCRE2_INFO_MINLENGTH)) }

  /// The same pattern with other limits; nothing is compiled again.
  public func limited(to limits: MatchLimits) -> Pattern {
    var pattern = self
    pattern.limits = limits
    return pattern
  }
}
