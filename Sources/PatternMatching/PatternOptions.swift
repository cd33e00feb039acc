/// How a ``Pattern`` is compiled.
///
/// The options are numbered here, not by PCRE2, so that they can be stored.
public struct PatternOptions: OptionSet, Hashable, Sendable {
  /// The options as bits.
  public let rawValue: UInt32

  /// The options with the bits of `rawValue`; unknown bits have no effect.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Letters match without regard to case, by Unicode simple case folding.
  public static let caseless = PatternOptions(rawValue: 1 << 0)

  /// `^` and `$` match at every line, not only at the ends of the text.
  public static let multiline = PatternOptions(rawValue: 1 << 1)

  /// `.` matches line ends, too.
  public static let dotAll = PatternOptions(rawValue: 1 << 2)

  /// `\w`, `\d`, `\s`, `\b` and the POSIX classes follow Unicode properties instead of ASCII.
  public static let unicodeClasses = PatternOptions(rawValue: 1 << 3)

  /// Runs in the interpreter even where machine code could be generated: slower to run, quicker to
  /// compile, and the matches are the same.
  public static let interpreted = PatternOptions(rawValue: 1 << 4)

  /// Searches may be told by which position a match must start.
  public static let startLimit = PatternOptions(rawValue: 1 << 5)
}
