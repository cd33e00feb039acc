import PatternMatching

/// Both ways to run a pattern, for tables that are replayed on each.
enum Engine: String, CaseIterable, Sendable {
  case machineCode, interpreter

  func options(_ options: PatternOptions = []) -> PatternOptions {
    self == .interpreter ? options.union(.interpreted) : options
  }

  func pattern(
    _ source: String, _ options: PatternOptions = [], limits: MatchLimits = .default
  ) throws(PatternError) -> Pattern {
    try Pattern(source, options: self.options(options), limits: limits)
  }
}

extension Pattern {
  /// The first match in `bytes`, by a fresh matcher.
  func firstMatch(
    in bytes: [UInt8], from start: Int = 0, upTo end: Int? = nil
  ) throws(PatternError) -> PatternMatch? {
    var matcher = PatternMatcher()
    return try matcher.firstMatch(of: self, in: bytes.span, from: start, upTo: end)
  }

  func firstMatch(in text: String) throws(PatternError) -> PatternMatch? {
    try firstMatch(in: Array(text.utf8))
  }

  /// The ranges of all matches in `bytes`, by a fresh matcher; gives up after more matches than
  /// can be.
  func ranges(
    in bytes: [UInt8], from start: Int = 0, upTo end: Int? = nil
  ) throws(PatternError) -> [Range<Int>] {
    var matcher = PatternMatcher()
    var ranges: [Range<Int>] = []
    try matcher.forEachMatch(of: self, in: bytes.span, from: start, upTo: end) { match in
      ranges.append(match.range)
      return ranges.count <= 2 * bytes.count + 2
    }
    return ranges
  }

  func ranges(in text: String) throws(PatternError) -> [Range<Int>] {
    try ranges(in: Array(text.utf8))
  }
}
