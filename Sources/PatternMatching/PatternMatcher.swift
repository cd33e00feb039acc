/// Finds matches of patterns in UTF-8 bytes, one thread at a time.
///
/// Owns the memory that a search needs and keeps it for the next one; make one a thread and use it
/// for all patterns.
///
/// A search has a window `start..<end`: matches begin at or after `start`, and the text ends at
/// `end`, so that `$`, `\z` and `\b` may hold there. Text before `start` is not matched, but
/// lookbehind, `\b` and `^` see it. Offsets outside the subject are moved to its nearest end, and
/// a `start` inside a character to the end of that character.
///
/// With ``PatternOptions/interpreted``, or where there is no machine code, the encoding of the window
/// is checked first. If it is not UTF-8, that is repeated after each match: finding all matches in
/// a long window then takes time in proportion to matches times length.
public struct PatternMatcher: ~Copyable {
  private var workspace = MatchWorkspace()

  /// A matcher that allocates its memory on demand.
  public init() {}

  /// The first match in `subject[start..<end]`, or nil; `end` is the end of the subject if nil.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - subject: The text, UTF-8 where the pattern asks for that.
  ///   - start: The first byte that belongs to the text searched.
  ///   - end: The byte behind it; nil for the end of the subject.
  ///   - lastStart: The last position at which the match may start; nil for any. Otherwise the pattern must
  ///     have been compiled with ``PatternOptions/startLimit``.
  /// - Throws: ``PatternError`` if a limit of the pattern is exceeded or memory runs out.
  /// - Complexity: O(end − start) for ordinary patterns; see ``MatchLimits`` for the others.
  public mutating func firstMatch(
    of pattern: Pattern, in subject: Span<UInt8>, from start: Int = 0, upTo end: Int? = nil,
    startingBy lastStart: Int? = nil
  ) throws(PatternError) -> PatternMatch? {
    let range = try firstRange(
      of: pattern, in: subject, from: start, upTo: end ?? subject.count, startingBy: lastStart)
    return range == nil ? nil : try currentMatch(of: pattern)
  }

  /// The bytes of the first match, as ``firstMatch(of:in:from:upTo:startingBy:)`` finds it, without its groups: for
  /// many short searches.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - subject: The text, UTF-8 where the pattern asks for that.
  ///   - start: The first byte that belongs to the text searched.
  ///   - end: The byte behind it.
  ///   - lastStart: The last position at which the match may start; nil for any. Otherwise the pattern must
  ///     have been compiled with ``PatternOptions/startLimit``.
  ///   - isASCII: Whether all bytes of the subject are known to be ASCII. If some are not, what is found is unspecified.
  ///   - goesOn: Whether a text goes on behind `end`, so that `$` does not hold there, nor before a line end there
  ///     without `(?m)`. `\z`, `\Z` and `\b` are not told.
  /// - Throws: ``PatternError`` if a limit of the pattern is exceeded or memory runs out.
  /// - Complexity: O(end − start) for ordinary patterns; see ``MatchLimits`` for the others.
  public mutating func firstRange(
    of pattern: Pattern, in subject: Span<UInt8>, from start: Int, upTo end: Int,
    startingBy lastStart: Int? = nil, isASCII: Bool = false, goesOn: Bool = false
  ) throws(PatternError) -> Range<Int>? {
    let window = Self.window(in: subject, from: start, upTo: end)
    var encoding = MatchWorkspace.Encoding.unchecked
    let found = try workspace.search(
      pattern, in: subject, from: window.lowerBound, upTo: window.upperBound, startingBy: lastStart,
      notEmptyAtStart: false, isASCII: isASCII, goesOn: goesOn, encoding: &encoding)
    return found ? try currentRange(of: pattern) : nil
  }

  /// The bytes of a group of the match that was found last, 1 being the first; nil if it took no part in it.
  public func groupOfLastMatch(_ index: Int) -> Range<Int>? { workspace.group(index) }

  /// Calls `body` with each match in `subject[start..<end]`, from left to right and without
  /// overlap, until it returns false.
  ///
  /// An empty match is followed by a search from the same position for another match that is not
  /// empty there; a CRLF is passed as one character, as in PCRE2's own example pcre2demo. `\G` holds at the
  /// position where a search began, and so at the end of the match before.
  ///
  /// - Throws: ``PatternError`` if a limit of the pattern is exceeded or memory runs out; the
  ///   matches before have been delivered then.
  /// - Complexity: O(end − start) for ordinary patterns; see ``MatchLimits`` for the others.
  public mutating func forEachMatch(
    of pattern: Pattern, in subject: Span<UInt8>, from start: Int = 0, upTo end: Int? = nil,
    _ body: (PatternMatch) -> Bool
  ) throws(PatternError) {
    let window = Self.window(in: subject, from: start, upTo: end ?? subject.count)
    var position = window.lowerBound
    var afterEmptyMatch = false
    var encoding = MatchWorkspace.Encoding.unchecked
    while try workspace.search(
      pattern, in: subject, from: position, upTo: window.upperBound,
      notEmptyAtStart: afterEmptyMatch, encoding: &encoding)
    {
      let attempt = workspace.startOfAttempt
      if afterEmptyMatch, pattern.compiled.treatsCRLFAsOne, attempt == position + 1,
        attempt < window.upperBound, subject[position] == 0x0D, subject[attempt] == 0x0A
      {
        position += 2
        afterEmptyMatch = false
        continue
      }
      let match = try currentMatch(of: pattern)
      guard body(match) else { return }
      afterEmptyMatch = match.range.isEmpty
      if match.range.upperBound > attempt || afterEmptyMatch {
        position = max(match.range.upperBound, attempt)
      } else {
        // \K in a lookbehind of an older engine: the match ends where the attempt began.
        position = Self.endOfCharacter(at: attempt, in: subject, upTo: window.upperBound)
        if position == attempt { return }
      }
    }
  }

  @inline(__always)
  private func currentRange(of pattern: Pattern) throws(PatternError) -> Range<Int> {
    guard let range = workspace.group(0) else {
      // \K in a lookahead of an older engine: the match ends before it begins.
      throw PatternError(impossibleMatchOf: pattern.source)
    }
    return range
  }

  private func currentMatch(of pattern: Pattern) throws(PatternError) -> PatternMatch {
    let range = try currentRange(of: pattern)
    var groups: [Range<Int>?] = []
    if pattern.groupCount > 0 {
      groups.reserveCapacity(pattern.groupCount)
      for index in 1...pattern.groupCount { groups.append(workspace.group(index)) }
    }
    return PatternMatch(range: range, groups: groups)
  }

  @inline(__always)
  private static func window(
    in subject: Span<UInt8>, from start: Int, upTo end: Int
  ) -> Range<Int> {
    let upper = min(max(end, 0), subject.count)
    let lower = min(max(start, 0), upper)
    guard lower > 0, lower < upper, isContinuation(subject[lower]) else { return lower..<upper }
    return endOfCharacter(at: lower, in: subject, upTo: upper)..<upper
  }

  /// The position after the character at `position`, which takes at most four bytes.
  private static func endOfCharacter(
    at position: Int, in subject: Span<UInt8>, upTo end: Int
  ) -> Int {
    var next = position
    while next < end, next == position || (next < position + 4 && isContinuation(subject[next])) {
      next += 1
    }
    return next
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
