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

  /// The bounds on the work of a search.
  public private(set) var limits: MatchLimits

  // Everything else is behind one reference, so that a copy costs one count.
  let compiled: CompiledPattern

  /// What was compiled.
  public var source: String { compiled.source }
  /// How it was compiled.
  public var options: PatternOptions { compiled.options }
  /// The number of capturing groups.
  public var groupCount: Int { compiled.groupCount }

  /// Compiles `source`. Machine code is made of it when it is first matched, where the system allows that.
  ///
  /// - Parameters:
  ///   - source: The regular expression.
  ///   - options: How it is compiled.
  ///   - limits: The bounds on the work of a search.
  ///   - asciiSource: What matches the same in subjects of ASCII alone, with the same groups, compiled for bytes and
  ///     not for UTF-8, which is faster. It is asked for by the first search that is told that its subject is ASCII; nil,
  ///     or what does not compile so, leaves these searches to `source`.
  /// - Throws: ``PatternError`` of the kind ``PatternError/Kind/compile``, with the byte at which
  ///   compiling stopped.
  public init(
    _ source: String, options: PatternOptions = [], limits: MatchLimits = .default,
    asciiSource: (@Sendable () -> String?)? = nil
  ) throws(PatternError) {
    compiled = try CompiledPattern(source: source, options: options, asciiSource: asciiSource)
    self.limits = limits
  }

  /// Whether the pattern is matched with machine code, which is made now if it was not before.
  public var usesMachineCode: Bool { compiled.execution(isASCII: false).usesMachineCode }

  /// The number of characters before a match that the pattern may look at: a window must leave
  /// them in the subject. `\b` counts as one, `^` does not count but looks at one as well.
  public var maximumLookbehind: Int { compiled.maximumLookbehind }

  /// A lower bound of the characters in a match.
  public var minimumMatchLength: Int { compiled.minimumMatchLength }

  /// The same pattern with other limits; nothing is compiled again.
  public func limited(to limits: MatchLimits) -> Pattern {
    var pattern = self
    pattern.limits = limits
    return pattern
  }
}
