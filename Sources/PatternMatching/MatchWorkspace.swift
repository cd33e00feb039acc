internal import CPCRE2

/// Owns the memory that PCRE2 writes to while it matches: match data, match context and stack. The
/// only file that touches these pointers; positions go in and out as checked integers.
///
/// Not `Sendable`, and not copyable: one owner, one thread at a time.
struct MatchWorkspace: ~Copyable {
  /// What is known about the encoding of the text of a series of searches.
  enum Encoding {
    case unchecked, valid, invalid
  }

  // Machine code runs on a stack of its own, which grows up to this; beyond it the interpreter
  // takes over, whose memory is bounded by `MatchLimits.heapKibibytes`.
  private static let initialStackBytes = 32 * 1024
  private static let largestStackBytes = 8 * 1024 * 1024

  private let context: OpaquePointer?
  private let stack: OpaquePointer?
  private var data: OpaquePointer?
  private var pairs = 0
  private var limits: MatchLimits?
  private var lastStart: Int?
  /// The pattern that was searched for last, which keeps what it is executed with alive, and for which subjects.
  private var pattern: CompiledPattern?
  private var isForASCII = false
  private var execution: CompiledPattern.Execution?

  init() {
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(Self.initialStackBytes, Self.largestStackBytes, nil)
    if let context, let stack {
      pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    }
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
  }

  /// Searches `subject[..<end]` from `start` on; both must be in `0...subject.count`, and `start`
  /// not above `end`.
  ///
  /// - Parameter lastStart: The last position at which a match may start, for patterns with
  ///   ``PatternOptions/startLimit``; nil for any.
  /// - Parameter isASCII: Whether all bytes of the subject are ASCII.
  /// - Parameter goesOn: Whether a text goes on behind `end`, so that `$` does not hold there.
  /// - Parameter encoding: `unchecked` for the first of a series of searches with the same pattern,
  ///   subject and end, each from the same position as the one before or a later one.
  /// - Returns: Whether there is a match; ``group(_:)`` tells where.
  @inline(__always)
  mutating func search(
    _ pattern: Pattern, in subject: Span<UInt8>, from start: Int, upTo end: Int,
    startingBy lastStart: Int? = nil, notEmptyAtStart: Bool, isASCII: Bool = false,
    goesOn: Bool = false, encoding: inout Encoding
  ) throws(PatternError) -> Bool {
    let execution = try prepare(for: pattern, isASCII: isASCII)
    if lastStart != self.lastStart, let context {
      // PCRE2_UNSET, which is all ones, stands for no limit.
      pcre2_set_offset_limit_8(context, lastStart ?? -1)
      self.lastStart = lastStart
    }
    guard start >= 0, start <= end, end <= subject.count else {
      throw PatternError(matchCode: PCRE2_ERROR_BADOFFSET, pattern: pattern.source)
    }
    let options = (notEmptyAtStart ? PCRE2_NOTEMPTY_ATSTART : 0) | (goesOn ? PCRE2_NOTEOL : 0)
    // Machine code checks the encoding as it goes.
    var result =
      execution.usesMachineCode
      ? runMachineCode(execution.code, in: subject, from: start, upTo: end, options: options)
      : interpret(execution, in: subject, from: start, upTo: end, options: options, encoding: &encoding)
    if result == PCRE2_ERROR_NOMATCH { return false }
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = match(execution.code, in: subject, from: start, upTo: end, options: options | PCRE2_NO_JIT)
      if result == PCRE2_ERROR_NOMATCH { return false }
    }
    guard result > 0 else { throw PatternError(matchCode: result, pattern: pattern.source) }
    return true
  }

  @inline(never)
  private func interpret(
    _ execution: CompiledPattern.Execution, in subject: Span<UInt8>, from start: Int, upTo end: Int,
    options: UInt32, encoding: inout Encoding
  ) -> Int32 {
    if encoding == .unchecked, !Self.isPrecededByCharacter(start, in: subject) { encoding = .invalid }
    if encoding != .invalid, let strictCode = execution.strictCode {
      // PCRE2 checks from the lookbehind of `start` to `end`; later searches stay in these bounds.
      let check = encoding == .valid ? PCRE2_NO_UTF_CHECK : 0
      let result = match(strictCode, in: subject, from: start, upTo: end, options: options | check)
      encoding = Self.isEncodingError(result) ? .invalid : .valid
      if encoding == .valid { return result }
    }
    return match(execution.code, in: subject, from: start, upTo: end, options: options)
  }

  /// The bytes of a group of the last match, 0 for all of it; nil if it took no part.
  func group(_ index: Int) -> Range<Int>? {
    guard let data, index >= 0, index < pairs, let vector = pcre2_get_ovector_pointer_8(data)
    else { return nil }
    // size_t is imported as Int, in which the offset ~0 of an unset group is −1.
    let lower: Int = vector[2 * index]
    let upper: Int = vector[2 * index + 1]
    return lower >= 0 && lower <= upper ? lower..<upper : nil
  }

  /// Where the last match began to be tried; before its first byte if the pattern contains `\K`.
  var startOfAttempt: Int {
    guard let data else { return 0 }
    return pcre2_get_startchar_8(data)
  }

  /// What pcre2_match does before it comes to the machine code is not needed: the encoding is checked in that.
  @inline(__always)
  private func runMachineCode(
    _ code: OpaquePointer, in subject: Span<UInt8>, from start: Int, upTo end: Int, options: UInt32
  ) -> Int32 {
    let result = subject.withUnsafeBufferPointer { bytes in
      // An empty subject may have no address.
      bytes.baseAddress.map { pcre2_jit_match_8(code, $0, end, start, options, data, context) }
    }
    if let result, result != PCRE2_ERROR_JIT_BADOPTION { return result }
    return match(code, in: subject, from: start, upTo: end, options: options)
  }

  @inline(never)
  private func match(
    _ code: OpaquePointer, in subject: Span<UInt8>, from start: Int, upTo end: Int, options: UInt32
  ) -> Int32 {
    subject.withUnsafeBufferPointer { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { nothing in
        let first = bytes.baseAddress ?? UnsafePointer(nothing.baseAddress)
        return pcre2_match_8(code, first, end, start, options, data, context)
      }
    }
  }

  /// Whether a character ends at `position`, or the subject begins there. PCRE2 does not count the
  /// character that `^` looks at as lookbehind, and so does not check it.
  private static func isPrecededByCharacter(_ position: Int, in subject: Span<UInt8>) -> Bool {
    var length = 1
    while length <= min(position, 4) {
      let byte = subject[position - length]
      if byte & 0xC0 != 0x80 {
        switch length {
        case 1: return byte < 0x80
        case 2: return byte & 0xE0 == 0xC0
        case 3: return byte & 0xF0 == 0xE0
        default: return byte & 0xF8 == 0xF0
        }
      }
      length += 1
    }
    return position == 0
  }

  private static func isEncodingError(_ result: Int32) -> Bool {
    (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(result)
      || result == PCRE2_ERROR_BADUTFOFFSET
  }

  /// Makes ready for a pattern, which for the one that was searched for last takes a comparison or two.
  @inline(__always)
  private mutating func prepare(
    for pattern: Pattern, isASCII: Bool
  ) throws(PatternError) -> CompiledPattern.Execution {
    if limits != pattern.limits { setLimits(pattern.limits) }
    if pattern.compiled === self.pattern, isASCII == isForASCII, let execution { return execution }
    return try change(to: pattern, isASCII: isASCII)
  }

  @inline(never)
  private mutating func setLimits(_ limits: MatchLimits) {
    guard let context else { return }
    pcre2_set_match_limit_8(context, limits.steps)
    pcre2_set_depth_limit_8(context, limits.depth)
    pcre2_set_heap_limit_8(context, limits.heapKibibytes)
    self.limits = limits
  }

  @inline(never)
  private mutating func change(
    to pattern: Pattern, isASCII: Bool
  ) throws(PatternError) -> CompiledPattern.Execution {
    self.pattern = nil
    let needed = pattern.groupCount + 1
    if needed > pairs {
      pcre2_match_data_free_8(data)
      pairs = 0
      data = pcre2_match_data_create_8(UInt32(needed), nil)
      if data != nil { pairs = needed }
    }
    guard context != nil, data != nil else {
      throw PatternError(matchCode: PCRE2_ERROR_NOMEMORY, pattern: pattern.source)
    }
    let execution = pattern.compiled.execution(isASCII: isASCII)
    self.pattern = pattern.compiled
    isForASCII = isASCII
    self.execution = execution
    return execution
  }
}
